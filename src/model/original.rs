//! What a file says to whoever opens it, where the text that is read is another: markup left out, ligatures undone.

use super::Span;

/// A file's text, and how the text that was made of it lies in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    text: String,
    /// In the order of both texts.
    steps: Vec<Step>,
}

/// From here on the two texts run side by side, until the next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    read: usize,
    written: usize,
}

impl Original {
    /// The file's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a span of the text that is read stands in the file: from the start of its first character to the end of its
    /// last, with all the markup between them and none around.
    pub fn place(&self, span: Span) -> Span {
        let start = self.floor(self.written(span.start, |step| step.read <= span.start));
        let end = match span.is_empty() {
            true => start,
            false => self.ceil(self.written(span.end, |step| step.read < span.end)),
        };
        Span::new(start, end.max(start))
    }

    /// The place of an offset by the last step for which `is_before` holds.
    fn written(&self, at: usize, is_before: impl Fn(&Step) -> bool) -> usize {
        let next = self.steps.partition_point(is_before);
        let end = self
            .steps
            .get(next)
            .map_or(self.text.len(), |step| step.written);
        let Some(step) = next.checked_sub(1).map(|index| self.steps[index]) else {
            return 0;
        };
        // What was put in stands before the next step.
        (step.written + at.saturating_sub(step.read)).min(end.max(step.written))
    }

    fn floor(&self, mut at: usize) -> usize {
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn ceil(&self, mut at: usize) -> usize {
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        at
    }
}

/// Makes the text that is read out of a file's text, piece by piece, and remembers where each piece stood.
#[derive(Debug)]
pub struct Rewriting {
    written: String,
    read: String,
    steps: Vec<Step>,
    /// Where the file's text goes on if nothing is left out.
    next: Option<usize>,
}

impl Rewriting {
    /// Nothing of `written` so far.
    pub fn of(written: String) -> Rewriting {
        Rewriting {
            read: String::with_capacity(written.len()),
            written,
            steps: Vec::new(),
            next: None,
        }
    }

    /// The file's text.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// What is made of it so far.
    pub fn read(&self) -> &str {
        &self.read
    }

    /// Takes over what stands there. Pieces come in the order of the file.
    pub fn keep(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        self.step(span.start);
        self.read.push_str(span.of(&self.written));
        self.next = Some(span.end);
    }

    /// Puts a text where another one stands, or none.
    pub fn put(&mut self, at: usize, text: &str) {
        self.next = None;
        self.step(at);
        self.read.push_str(text);
        self.next = None;
    }

    /// Takes characters away again that were last read.
    pub fn drop_end(&mut self, ends: &[char]) {
        let end = self.read.trim_end_matches(ends).len();
        self.read.truncate(end);
        self.steps.retain(|step| step.read < end);
        self.next = None;
    }

    fn step(&mut self, written: usize) {
        if self.next == Some(written) {
            return;
        }
        let step = Step {
            read: self.read.len(),
            written,
        };
        // Nothing was read since the last one.
        if self.steps.last().is_some_and(|last| last.read == step.read) {
            self.steps.pop();
        }
        self.steps.push(step);
    }

    /// The text to be read, and the file's if that is another.
    pub fn finish(self) -> (String, Option<Original>) {
        if self.read == self.written {
            return (self.read, None);
        }
        let original = Original {
            text: self.written,
            steps: self.steps,
        };
        (self.read, Some(original))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place in `written` of what `wanted` is in the text made of it.
    fn check(rewriting: Rewriting, wanted: &str, place: &str) {
        let (read, original) = rewriting.finish();
        let original = original.expect("the texts differ");
        let start = read.find(wanted).unwrap_or_else(|| panic!("{read}"));
        let span = original.place(Span::new(start, start + wanted.len()));
        assert_eq!(span.of(original.text()), place);
    }

    #[test]
    fn a_place_has_the_markup_inside_and_none_around() {
        let marked = || {
            let mut rewriting = Rewriting::of("for **50 *min*utes**, ok".into());
            for (start, end) in [(0, 4), (6, 9), (10, 13), (14, 18), (20, 24)] {
                rewriting.keep(Span::new(start, end));
            }
            rewriting
        };
        check(marked(), "50 minutes", "50 *min*utes");
        check(marked(), "50", "50");
        check(marked(), "for", "for");
        check(marked(), ", ok", ", ok");
    }

    #[test]
    fn what_is_put_in_another_s_place_has_its_place() {
        let office = || {
            let mut rewriting = Rewriting::of("an oﬃce of ﬁve".into());
            rewriting.keep(Span::new(0, 4));
            rewriting.put(4, "ffi");
            rewriting.keep(Span::new(7, 13));
            rewriting.put(13, "fi");
            rewriting.keep(Span::new(16, 18));
            rewriting
        };
        check(office(), "office", "oﬃce");
        check(office(), "five", "ﬁve");
        check(office(), "of", "oﬃ");
        check(office(), "ice of f", "ﬃce of ﬁ");
    }

    #[test]
    fn the_same_text_needs_no_original() {
        let mut rewriting = Rewriting::of("plain".into());
        rewriting.keep(Span::new(0, 2));
        rewriting.keep(Span::new(2, 5));
        assert_eq!(rewriting.finish(), ("plain".into(), None));
    }
}
