//! What rule files and lexicons say, made ready to run. Takes text, opens no file.

pub mod lexicon;
