"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const cards = all(".card");
  const filters = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const save = document.getElementById("save");
  const decided = document.getElementById("decided");
  if (cards.length) {
    filters.hidden = false;
    save.hidden = false;
    all(".decision").forEach((field) => { field.hidden = false; });
  }

  // Filters
  const texts = new Map(cards.map((card) => [card, card.textContent.toLowerCase()]));
  function filter() {
    const data = new FormData(filters);
    const verdicts = new Set(data.getAll("verdict"));
    const source = data.get("source");
    const event = data.get("event");
    const words = data.get("text").toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const card of cards) {
      const fits = verdicts.has(card.dataset.verdict)
        && (source === "" || card.dataset.sources.split(" ").includes(source))
        && (event === "" || card.dataset.event === event)
        && words.every((word) => texts.get(card).includes(word));
      card.hidden = !fits;
      count += fits ? 1 : 0;
    }
    shown.textContent = count + " of " + cards.length + " shown";
  }
  filters.addEventListener("input", filter);
  filters.addEventListener("reset", () => setTimeout(filter, 0));
  filters.addEventListener("submit", (event) => event.preventDefault());
  filter();

  // Links into what is folded or filtered away
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
      if (at.classList && at.classList.contains("card")) at.hidden = false;
    }
    if (target.classList.contains("card")) {
      target.querySelector("details").open = true;
      target.focus({ preventScroll: true });
    }
    target.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  reveal();

  // Decisions
  const chosen = (card) => card.querySelector(".decision input[type=radio]:checked").value;
  const reason = (card) => card.querySelector(".decision input[name=reason]").value.trim();
  function quoted(text) {
    let out = '"';
    for (const c of text) {
      const code = c.codePointAt(0);
      if (c === '"' || c === "\\") out += "\\" + c;
      else if (code < 32 || code === 127) out += "\\u" + code.toString(16).padStart(4, "0");
      else out += c;
    }
    return out + '"';
  }
  function entry(fingerprint, decision, why, about) {
    const lines = ["[[decision]]", "fingerprint = " + quoted(fingerprint), "decision = " + quoted(decision)];
    if (why) lines.push("reason = " + quoted(why));
    if (about) lines.push("about = " + quoted(about));
    return lines.join("\n") + "\n";
  }
  function decisions() {
    const entries = [];
    for (const card of cards) {
      if (chosen(card)) {
        const about = card.querySelector(".about").textContent;
        entries.push(entry(card.dataset.fingerprint, chosen(card), reason(card), about));
      }
    }
    for (const kept of all("#kept li")) {
      entries.push(entry(kept.dataset.fingerprint, kept.dataset.decision, kept.dataset.reason, ""));
    }
    return "schema = 1\n" + entries.map((text) => "\n" + text).join("");
  }
  let isSaved = true;
  function tell() {
    const count = cards.filter((card) => chosen(card)).length;
    decided.textContent = count + (count === 1 ? " decision" : " decisions") + (isSaved ? "" : ", not saved yet");
  }
  all(".decision").forEach((field) => field.addEventListener("input", () => { isSaved = false; tell(); }));
  tell();
  function download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([decisions()], { type: "application/toml" }));
    link.download = "decisions.toml";
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    isSaved = true;
    tell();
  }
  save.querySelector("button").addEventListener("click", download);
  addEventListener("beforeunload", (event) => { if (!isSaved) event.preventDefault(); });

  // Keys
  function move(step) {
    const visible = cards.filter((card) => !card.hidden);
    const at = visible.findIndex((card) => card.contains(document.activeElement));
    const next = visible[at < 0 && step < 0 ? visible.length - 1 : Math.min(Math.max(at + step, 0), visible.length - 1)];
    if (next) {
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
    }
  }
  function decide(number) {
    const card = cards.find((one) => one.contains(document.activeElement));
    const choice = card && card.querySelectorAll(".decision input[type=radio]")[number];
    if (choice) {
      choice.checked = true;
      choice.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input[type=search], input[type=text], select, textarea");
    if (event.key === "Escape" && typing) event.target.blur();
    if (typing) return;
    const open = () => {
      const card = cards.find((one) => one.contains(document.activeElement));
      if (card) card.querySelector("details").open = !card.querySelector("details").open;
    };
    const keys = {
      j: () => move(1), k: () => move(-1), o: open, s: download,
      "/": () => filters.elements.text.focus(),
      0: () => decide(0), 1: () => decide(1), 2: () => decide(2), 3: () => decide(3),
    };
    if (Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
})();
