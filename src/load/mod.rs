//! Paths, folders and globs to sources. The only reader of sources.
