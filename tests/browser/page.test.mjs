// The editor's page in a browser: no request, no error, filters, keys, decisions that the next run reads.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const program = process.env.CROSSCHECK;
const fixtures = resolve(import.meta.dirname, "../../fixtures/development/grain-calls");
const home = mkdtempSync(join(tmpdir(), "crosscheck-page-"));
const drafts = join(home, "drafts");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const address = pathToFileURL(join(home, "page.html")).href;
let browser;
let report;

/** Runs the program in the scratch folder. */
function crosscheck(...args) {
  return spawnSync(program, args, { cwd: home, encoding: "utf8", maxBuffer: 1 << 28 });
}

/** A page that fails the test on whatever goes wrong in it. */
async function open(options = {}, at = address) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) faults.push(message.text()); });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("dialog", (dialog) => { if (dialog.type() === "alert") faults.push(dialog.message()); dialog.accept(); });
  page.on("request", (request) => { if (!request.url().startsWith(at) && !request.url().startsWith("blob:")) faults.push(request.url()); });
  await page.goto(at);
  return { page, faults, close: () => context.close() };
}

before(async () => {
  cpSync(resolve(import.meta.dirname, "../draft"), drafts, { recursive: true });
  const clean = readFileSync(join(drafts, "clean.md"), "utf8");
  writeFileSync(join(drafts, "slipped.md"), clean.replace("1.2 billion crowns", "1.2 million crowns"));
  const run = crosscheck("check", fixtures, "--format", "json", "--report", "html=page.html", "--fail-on", "never");
  assert.equal(run.status, 0, run.stderr);
  report = JSON.parse(run.stdout);
  const draft = crosscheck("check", "--draft", join(drafts, "slipped.md"), join(drafts, "sources"), "--report", "html=draft.html", "--fail-on", "never");
  assert.equal(draft.status, 0, draft.stderr);
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
});

after(async () => {
  await browser?.close();
  rmSync(home, { recursive: true, force: true });
});

test("asks for nothing and complains of nothing", async () => {
  const { page, faults, close } = await open();
  await page.locator("#sources summary").first().click();
  assert.deepEqual(faults, []);
  assert.equal(await page.locator(".card").count(), report.findings.length);
  await close();
});

test("filters by verdict, source, event and text", async () => {
  const { page, faults, close } = await open();
  const visible = () => page.locator(".card:visible").count();
  const count = (fits) => report.findings.filter(fits).length;
  const told = (finding) => finding.facts.map((id) => report.facts.find((fact) => fact.id === id));
  await page.getByRole("checkbox", { name: "✓ agree" }).uncheck();
  assert.equal(await visible(), count((finding) => finding.verdict !== "agree"));
  await page.getByRole("button", { name: "Show all" }).click();
  await page.waitForFunction((all) => document.querySelectorAll(".card:not([hidden])").length === all, report.findings.length);
  const source = report.sources[1];
  await page.locator("select[name=source]").selectOption({ label: source.publisher });
  assert.equal(await visible(), count((finding) => told(finding).some((fact) => fact.source === source.id)));
  await page.locator("select[name=source]").selectOption("");
  const event = report.findings.find((finding) => finding.event_id).event_id;
  await page.locator("select[name=event]").selectOption(event);
  assert.equal(await visible(), count((finding) => finding.event_id === event));
  await page.locator("select[name=event]").selectOption("");
  await page.locator("input[name=text]").fill("Weekday-does-not-fit monday");
  assert.equal(await visible(), 1);
  assert.match(await page.locator("#shown").textContent(), new RegExp(`^1 of ${report.findings.length} shown$`));
  assert.deepEqual(faults, []);
  await close();
});

test("is worked by keys alone", async () => {
  const { page, faults, close } = await open();
  const focused = () => page.evaluate(() => document.activeElement.dataset.fingerprint);
  await page.keyboard.press("j");
  assert.equal(await focused(), report.findings[0].fingerprint);
  await page.keyboard.press("j");
  assert.equal(await focused(), report.findings[1].fingerprint);
  await page.keyboard.press("k");
  assert.equal(await focused(), report.findings[0].fingerprint);
  const isOpen = () => page.locator(".card > details").first().evaluate((fold) => fold.open);
  assert.equal(await isOpen(), true);
  await page.keyboard.press("o");
  assert.equal(await isOpen(), false);
  await page.keyboard.press("o");
  await page.keyboard.press("3");
  assert.equal(await page.locator(".card").first().locator("input:checked").inputValue(), "question");
  await page.keyboard.press("0");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.name), "text");
  await page.keyboard.type("j");
  assert.equal(await page.locator("input[name=text]").inputValue(), "j", "typing is no command");
  assert.deepEqual(faults, []);
  await close();
});

test("saves decisions that the next run reads", async () => {
  const contradictions = report.findings.filter((finding) => finding.verdict === "contradict");
  const { page, faults, close } = await open({ acceptDownloads: true });
  for (const finding of contradictions) {
    const card = page.locator(`#finding-${finding.fingerprint}`);
    await card.getByLabel("right as is").check();
    await card.getByLabel("Reason").fill('the "Flash" said\\so');
  }
  assert.match(await page.locator("#decided").textContent(), /3 decisions, not saved yet/);
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save decisions" }).click();
  const download = await saving;
  assert.equal(download.suggestedFilename(), "decisions.toml");
  await download.saveAs(join(home, "decisions.toml"));
  assert.deepEqual(faults, []);
  await close();

  assert.equal(crosscheck("check", fixtures, "--decisions", "/dev/null").status, 1, "they count without decisions");
  const next = crosscheck("check", fixtures, "--format", "json", "--report", "html=next.html");
  assert.equal(next.status, 0, next.stderr);
  const told = JSON.parse(next.stdout).findings.filter((finding) => finding.verdict === "contradict");
  for (const finding of told) {
    assert.deepEqual(finding.status, { state: "accepted", decision: "right-as-is", reason: 'the "Flash" said\\so' });
  }
  const again = await open({}, pathToFileURL(join(home, "next.html")).href);
  const card = again.page.locator(`#finding-${contradictions[0].fingerprint}`);
  assert.equal(await card.locator("input:checked").inputValue(), "right-as-is");
  assert.equal(await card.locator("input[name=reason]").inputValue(), 'the "Flash" said\\so');
  assert.deepEqual(again.faults, []);
  await again.close();
  rmSync(join(home, "decisions.toml"));
});

test("is readable without scripts", async () => {
  const { page, faults, close } = await open({ javaScriptEnabled: false });
  assert.equal(await page.locator("#filters").isVisible(), false);
  assert.equal(await page.locator(".decision:visible").count(), 0);
  const card = page.locator(".card.contradict").first();
  assert.equal(await card.locator("mark").first().isVisible(), true);
  assert.equal(await page.locator("svg .mark").first().isVisible(), true);
  await page.locator("#sources summary").first().click();
  assert.equal(await page.locator(".text").first().isVisible(), true);
  assert.deepEqual(faults, []);
  await close();
});

test("links lead into the text and back", async () => {
  const { page, faults, close } = await open();
  await page.locator(".card figcaption a").first().click();
  const target = page.locator(":target");
  assert.equal(await target.evaluate((anchor) => anchor.closest("details").open), true);
  await page.locator("#sources a.fact.contradict").first().click();
  assert.equal(await page.locator(".card:target").count(), 1);
  assert.equal(await page.evaluate(() => document.activeElement.classList.contains("card")), true);
  assert.deepEqual(faults, []);
  await close();
});

test("shows every mark of the timeline, none under another", async () => {
  const { page, close } = await open();
  const marks = await page.locator("svg .mark circle").evaluateAll((circles) => circles.map((circle) => {
    const { x, y, width, height } = circle.getBBox();
    return { x, y, width, height };
  }));
  const dated = report.facts.filter((fact) => fact.event_id && ["date", "time"].includes(fact.value.type) && fact.value.lo && fact.value.hi);
  assert.equal(marks.length, dated.length);
  assert.match(await page.locator("#timeline > p").textContent(), new RegExp(`^${marks.length} dates? told`));
  const box = await page.locator("svg").evaluate((svg) => ({ width: svg.width.baseVal.value, height: svg.height.baseVal.value }));
  marks.forEach((mark, index) => {
    assert.ok(mark.width > 0 && mark.x >= 0 && mark.y >= 0);
    assert.ok(mark.x + mark.width <= box.width && mark.y + mark.height <= box.height);
    for (const other of marks.slice(index + 1)) {
      const apart = Math.abs(mark.x - other.x) >= mark.width || Math.abs(mark.y - other.y) >= mark.height;
      assert.ok(apart, "two marks overlap");
    }
  });
  const conflicts = await page.locator("svg .conflict").count();
  assert.ok(conflicts > 0);
  await close();
});

test("fits a narrow screen and a sheet of paper", async () => {
  const { page, close } = await open({ viewport: { width: 360, height: 740 } });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(await wide() <= 360, `${await wide()} pixels`);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("nav").isVisible(), false);
  assert.equal(await page.locator(".card.contradict mark").first().isVisible(), true);
  await close();
});

for (const [colorScheme, name] of [["light", "page"], ["dark", "page"], ["light", "draft"], ["dark", "draft"]]) {
  test(`has no fault of access, ${name}, ${colorScheme}`, async () => {
    const { page, close } = await open({ colorScheme }, pathToFileURL(join(home, `${name}.html`)).href);
    await page.locator("details").evaluateAll((folds) => folds.forEach((fold) => { fold.open = true; }));
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`);
    assert.deepEqual(told, []);
    await close();
  });
}

test("marks the sentences of a draft", async () => {
  const { page, faults, close } = await open({}, pathToFileURL(join(home, "draft.html")).href);
  assert.ok(await page.locator(".draft .supported").count() > 0);
  const wrong = page.locator(".draft .contradicted").filter({ hasText: "1.2 million crowns" });
  await wrong.first().getByRole("link").first().click();
  assert.equal(await page.locator(".card.contradict:target").count(), 1);
  assert.deepEqual(faults, []);
  await close();
});

test("text that is out to do harm does nothing", async () => {
  const folder = join(home, "hostile");
  mkdirSync(folder);
  const harm = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e\"'><svg onload=alert(3)>{{ 7*7 }}";
  writeFileSync(join(folder, "a.txt"), `title: ${harm}\npublisher: ${harm}\n\n${harm} Joe Biden and Vladimir Putin last spoke by phone on February 12, 2022, ${harm} he said.\n`);
  writeFileSync(join(folder, "b.txt"), "published: 2022-03-31\n\nThe last phone call between Joe Biden and Vladimir Putin took place on February 14, 2022.\n");
  const run = crosscheck("check", folder, "--report", "html=hostile.html", "--fail-on", "never");
  assert.equal(run.status, 0, run.stderr);
  const { page, faults, close } = await open({}, pathToFileURL(join(home, "hostile.html")).href);
  assert.ok(await page.locator(".card").count() > 0);
  assert.equal(await page.locator("script").count(), 1);
  assert.equal(await page.locator("img").count(), 0);
  assert.ok((await page.content()).includes("{{ 7*7 }}"), "text is no template");
  assert.deepEqual(faults, []);
  await close();
});
