// Opens a report in headless Chromium and tries what people do with it.
// node report.mjs SMALL.html LARGE.html [SCREENSHOTS]     CHROMIUM names the browser
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [small, large, shots] = process.argv.slice(2);
const address = (file, hash = "") => pathToFileURL(resolve(file)).href + hash;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });

// a page that notes every request and every complaint
async function opened(file, { hash = "", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const requests = [];
  const complaints = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(address(file, hash));
  if (options.javaScriptEnabled !== false) await page.waitForFunction(() => performance.getEntriesByName("whole").length > 0);
  page.ends = async () => {
    assert.deepEqual(complaints, []);
    assert.deepEqual(requests.filter((url) => url.split("#")[0] !== address(file)), [], "a request outside");
    await context.close();
  };
  return page;
}

// what the script reads
const held = (page) => page.evaluate(async () => {
  const bytes = Uint8Array.from(atob(document.getElementById("data").textContent), (c) => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
});
const rows = (page) => page.locator("#body > tr");
const shown = (page) => page.locator("#shown").textContent();
const numbers = (text) => text.match(/[\d,]+/g).map((n) => Number(n.replaceAll(",", "")));
const filled = async (page, field, value) => {
  const before = await page.evaluate(() => location.hash);
  if ((await page.locator(`#filter [name=${field}]`).evaluate((e) => e.tagName)) === "SELECT") await page.selectOption(`#filter [name=${field}]`, value);
  else await page.fill(`#filter [name=${field}]`, value);
  await page.waitForFunction((was) => location.hash !== was, before);
};
const violations = async (page) => {
  // the policy of the page lets no script in; this one comes from outside of it
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((v) => `${v.id}: ${v.help} ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}`);
};

const cases = {
  async "filters, search and sorting agree with the data"() {
    const page = await opened(small);
    const data = await held(page);
    assert.equal(await rows(page).count(), Math.min(200, data.rows.length));
    await filled(page, "sev", "error");
    const errors = data.rows.filter((r) => r[3] === 0).length;
    assert.ok(errors > 0 && errors < data.rows.length);
    assert.deepEqual(numbers(await shown(page)), [data.rows.length, errors]);
    assert.equal(await rows(page).locator("td.s0").count(), Math.min(200, errors));
    await page.click("#filter [type=reset]");
    await page.waitForFunction(() => location.hash === "");
    const code = data.rules[data.rows[0][2]][0];
    await filled(page, "rule", code);
    assert.equal(numbers(await shown(page))[1], data.rows.filter((r) => data.rules[r[2]][0] === code).length);
    await page.click("#filter [type=reset]");
    await page.waitForFunction(() => location.hash === "");
    const word = data.rows.at(-1)[5];
    await filled(page, "q", word);
    assert.ok(numbers(await shown(page))[1] >= 1);
    for (const text of await rows(page).allTextContents()) assert.ok(text.toLowerCase().includes(word.toLowerCase()));
    await filled(page, "q", "그런 말은 어디에도 없음");
    assert.equal(await rows(page).count(), 0);
    await page.click("#filter [type=reset]");
    await page.waitForFunction(() => location.hash === "");
    await page.click("#rows th[data-by=rule] button");
    const codes = await rows(page).locator("td.rule a").allTextContents();
    assert.deepEqual(codes, [...codes].sort());
    assert.equal(await page.getAttribute("#rows th[data-by=rule]", "aria-sort"), "ascending");
    await page.click("#rows th[data-by=rule] button");
    const back = await rows(page).locator("td.rule a").allTextContents();
    assert.deepEqual(back, [...back].sort().reverse());
    await page.ends();
  },

  async "the address keeps the state"() {
    const page = await opened(small);
    await filled(page, "sev", "warning");
    await page.click("#rows th[data-by=where] button");
    const [hash, before] = [await page.evaluate(() => location.hash), await rows(page).allTextContents()];
    await page.ends();
    const again = await opened(small, { hash });
    assert.deepEqual(await rows(again).allTextContents(), before);
    assert.equal(await again.inputValue("#filter [name=sev]"), "warning");
    await again.ends();
  },

  async "the evidence is the same with and without the script"() {
    const plain = await opened(small, { javaScriptEnabled: false });
    const written = await rows(plain).locator("td.msg").allInnerTexts();
    assert.ok(await plain.locator("noscript").first().isVisible());
    assert.ok(!(await plain.locator("#filter").isVisible()) && !(await plain.locator("th button").count()));
    assert.ok((await plain.locator(".verdict").innerText()).length > 0);
    await plain.ends();
    const page = await opened(small, { hash: "#acc=no" });
    await page.evaluate(() => document.querySelectorAll("#body details").forEach((d) => { d.open = true; }));
    const tables = (p) => p.evaluate(() => [...document.querySelectorAll("#body tr")].map((r) => r.querySelector("td.msg")?.textContent.replace(/\s+/g, " ").trim()).filter(Boolean));
    await page.waitForFunction(() => [...document.querySelectorAll("#body > tr details")].every((d) => d.children.length > 1));
    const drawn = await tables(page);
    const still = await opened(small);
    const first = await tables(still);
    assert.equal(drawn.length, Math.min(200, written.length));
    assert.deepEqual(drawn, first.slice(0, drawn.length));
    await still.ends();
    await page.ends();
  },

  async "a file opens beside its record, and by the keyboard"() {
    const page = await opened(small);
    const link = page.locator("#body td.where a").first();
    const name = await link.textContent();
    await link.focus();
    await page.keyboard.press("Enter");
    await page.locator("dialog[open]").waitFor();
    assert.equal(await page.locator("#file-name").textContent(), name);
    assert.ok((await page.locator("#file-read").innerText()).length > 100);
    assert.ok(await page.locator("#file-read .m1, #file-read mark").count());
    assert.ok(await page.locator("#file-made table").count());
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !location.hash.includes("view"));
    await page.locator("#files tbody a").nth(1).click();
    await page.locator("#file-links a").first().click();
    await page.waitForFunction(() => location.hash.startsWith("#file="));
    const wanted = await page.inputValue("#filter [name=file]");
    for (const text of await rows(page).locator("td.where a").allTextContents()) assert.equal(text, wanted);
    await page.ends();
  },

  async "a rule leads to its page"() {
    const page = await opened(small);
    const link = page.locator("#body td.rule a").first();
    const code = await link.textContent();
    await link.click();
    assert.ok(await page.locator(`#rule-${code}`).isVisible());
    assert.ok(await page.locator(`#rule-${code}`).evaluate((e) => e.getBoundingClientRect().top < innerHeight));
    await page.ends();
  },

  async "axe finds nothing, wide and narrow, light and dark"() {
    for (const width of [1280, 390]) {
      for (const colorScheme of ["light", "dark"]) {
        const page = await opened(small, { viewport: { width, height: 900 }, colorScheme });
        await page.evaluate(() => document.querySelectorAll("#body details").forEach((d, n) => { if (n < 8) d.open = true; }));
        assert.deepEqual(await violations(page), [], `${width} ${colorScheme}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${wide} is wider than ${width}`);
        if (shots) await page.screenshot({ path: join(shots, `${width}-${colorScheme}.png`), fullPage: true });
        await page.ends();
      }
    }
  },

  async "it prints to A4, more rows than on the screen"() {
    for (const file of [small, large]) {
      const page = await opened(file);
      await page.emulateMedia({ media: "print" });
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      const all = (await held(page)).rows.length;
      assert.equal(await rows(page).count(), Math.min(2000, all));
      assert.equal(await page.locator("#print-note").isVisible(), all > 2000);
      assert.ok(!(await page.locator("#rows th button").first().isVisible()), "a button in the head is printed once");
      assert.ok(await page.locator("#rows th .p").first().isVisible());
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      assert.equal(await rows(page).count(), Math.min(200, all));
      if (file === small) assert.ok((await page.pdf({ format: "A4", preferCSSPageSize: true })).length > 10000);
      await page.ends();
    }
  },

  async "fifty thousand findings open at once"() {
    const times = [];
    for (let run = 0; run < 3; run++) {
      const page = await opened(large);
      // until the first rows stand on the screen, and until the filters do
      times.push(await page.evaluate(() => [performance.getEntriesByName("first-contentful-paint")[0], performance.getEntriesByName("ready")[0]]
        .map((entry) => Math.round(entry.startTime)).join(" and ")));
      if (run === 2) {
        const all = (await held(page)).rows.length;
        assert.equal(await rows(page).count(), 200);
        const begin = Date.now();
        await filled(page, "q", "0777");
        const found = numbers(await shown(page));
        assert.ok(found[0] === all && found[1] > 0 && found[1] < all, String(found));
        const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
        console.log(`  ${all} findings, ${(statSync(large).size / 1e6).toFixed(1)} MB: painted and ready in ${times.join(", ")} ms; search ${Date.now() - begin} ms with the wait of 120; ${nodes} elements`);
        await page.click("#pager button:last-of-type").catch(() => {});
      }
      await page.ends();
    }
  },
};

let failed = 0;
for (const [name, run] of Object.entries(cases)) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n${error.stack}`);
  }
}
await browser.close();
process.exit(failed ? 1 : 0);
