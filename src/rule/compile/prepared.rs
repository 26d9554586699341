//! The patterns of all files, compiled at once and on all cores: most of what a start takes.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;
use toml::Spanned;

use crate::rule::lexicon::TopicWords;
use crate::rule::pattern::{Families, Family, Pattern, PatternFault};
use crate::rule::read::{Pack, RuleFile};

/// Patterns by the path of their file and their place in it.
#[derive(Default)]
pub(super) struct Prepared<'f> {
    patterns: HashMap<(&'f str, usize), Result<Pattern, PatternFault>>,
}

/// A pattern to compile.
struct Job<'f, 'p> {
    file: &'f str,
    pack: &'p Pack,
    families: &'p Families,
    source: &'p Spanned<String>,
    /// Whether it finds something on its own, so that it waits for words; what vetoes waits for none.
    finds: bool,
}

impl<'f> Prepared<'f> {
    /// Compiles those of all packs, each with its families.
    pub(super) fn of(
        packs: &[(&'f RuleFile, Pack)],
        families: &[Families],
        topic: &TopicWords,
    ) -> Prepared<'f> {
        let mut seen = HashSet::new();
        let once = packs.iter().zip(families);
        let once = once.filter(|((file, _), _)| seen.insert(file.path.as_str()));
        let jobs: Vec<Job<'f, '_>> = once
            .flat_map(|((file, pack), families)| jobs(&file.path, pack, families))
            .collect();
        let compiled = jobs.par_iter().with_min_len(8).map(|job| {
            let key = (job.file, job.source.span().start);
            (key, job.compile(topic))
        });
        Prepared {
            patterns: compiled.collect(),
        }
    }

    /// Takes out the one that stands here.
    pub(super) fn take(
        &mut self,
        file: &'f str,
        source: &Spanned<String>,
    ) -> Option<Result<Pattern, PatternFault>> {
        self.patterns.remove(&(file, source.span().start))
    }
}

impl Job<'_, '_> {
    fn compile(&self, topic: &TopicWords) -> Result<Pattern, PatternFault> {
        pattern(
            self.source,
            self.pack.proven,
            self.finds,
            self.families,
            topic,
        )
    }
}

/// Compiles one; of a file whose proofs have held only as far as a run needs it.
pub(super) fn pattern(
    source: &Spanned<String>,
    proven: bool,
    finds: bool,
    families: &Families,
    topic: &TopicWords,
) -> Result<Pattern, PatternFault> {
    let cost = |word: &str| topic.commonness(word);
    match proven {
        true if finds => Pattern::proven(source.get_ref(), families, Some(&cost)),
        true => Pattern::proven(source.get_ref(), families, None),
        false => Pattern::new(source.get_ref(), families, &cost),
    }
}

fn jobs<'f, 'p>(file: &'f str, pack: &'p Pack, families: &'p Families) -> Vec<Job<'f, 'p>> {
    let job = |source: &'p Spanned<String>, finds: bool| Job {
        file,
        pack,
        families,
        source,
        finds,
    };
    let mentions = pack.mentions.iter().flat_map(|mention| {
        let finds = mention.matches.iter().map(|source| job(source, true));
        finds.chain(mention.unless.iter().map(|source| job(source, false)))
    });
    let events = pack.events.iter().flat_map(|event| {
        let parts = event.identity.iter().flat_map(|identity| &identity.parts);
        event.definite.iter().chain(&event.triggers).chain(parts)
    });
    mentions
        .chain(events.map(|source| job(source, true)))
        .collect()
}

/// The families of words of a file.
pub(super) fn families(pack: &Pack, topic: &TopicWords) -> Families {
    let each = pack.words.iter().map(|(name, words)| {
        let words: Vec<&str> = words.iter().map(|word| word.get_ref().as_str()).collect();
        let family = Family::new(&words, &|word| topic.commonness(word));
        (name.get_ref().clone(), family)
    });
    each.collect()
}
