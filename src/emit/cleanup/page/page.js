// Draws the rows of the report from the data in the page. Text of documents is only ever set as text.
(async () => {
  "use strict";
  const PAGE = 200;
  const SMALL = 10;
  const PRINT = 2000;
  const byId = (id) => document.getElementById(id);
  const unpacked = async (id) => {
    const letters = atob(byId(id).textContent);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
  };
  if (!globalThis.DecompressionStream) {
    byId("old").hidden = false;
    return;
  }
  const { words, rules, files, order: worst, institutions, starts, rows } = JSON.parse(await unpacked("data"));
  const severities = ["error", "warning", "info"];
  const number = (n) => n.toLocaleString(document.documentElement.lang);

  const el = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== undefined && value !== "") made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  };

  // what is kept of each file is unpacked once the filters stand, and read when it is first shown
  let pieces = [];
  const kept = new Map();
  const file = (n) => {
    const piece = starts.findLastIndex((start) => start <= n);
    if (!kept.has(piece)) kept.set(piece, JSON.parse(pieces[piece] || "{}"));
    return kept.get(piece)[n] || {};
  };

  // ---- pieces of a finding
  const quote = (pieces) => {
    if (!pieces || pieces.length === 0) return null;
    return el("p", { class: "quote" }, ...pieces.map((text, i) => (i % 2 ? el("mark", {}, text) : text)));
  };

  const notes = [null, null, null, words.from, words.unparsed];
  const cell = (held) => {
    const [text, down, across, head, mark, note] = typeof held === "string" ? [held, 1, 1, 0, 0, ""] : held;
    const made = el(head ? "th" : "td", {
      class: mark ? `m${mark}` : "",
      rowspan: down > 1 ? down : "",
      colspan: across > 1 ? across : "",
    }, text);
    if (notes[mark]) made.append(el("span", { class: "note" }, note ? `${notes[mark]}: ${note}` : notes[mark]));
    return made;
  };

  const table = (grid) => {
    const width = Math.max(1, ...grid.r.map((row) => row.reduce((n, c) => n + (typeof c === "string" ? 1 : c[2]), 0)));
    const body = grid.r.map((row) => {
      if (row.length === 0) return el("tr", {}, el("td", { class: "gap", colspan: width }, "⋯"));
      return el("tr", {}, ...row.map(cell));
    });
    return el("table", {}, grid.c ? el("caption", {}, grid.c) : null, el("tbody", {}, ...body));
  };

  const proof = (held, rule, accepted) => {
    const made = [];
    if (held.t) made.push(el("h3", {}, words.table), table(held.t));
    if (held.r) {
      const all = held.r.map((r) => el("li", {}, r.m, r.p ? el("span", { class: "soft" }, ` (${r.p})`) : null, quote(r.q)));
      made.push(el("h3", {}, words.related), el("ul", {}, ...all));
    }
    if (held.h) made.push(el("p", {}, el("strong", {}, `${words.help}: `), held.h));
    if (accepted) made.push(el("p", {}, el("strong", {}, `${words.accepted}: `), accepted));
    made.push(el("p", {}, el("a", { href: `#rule-${rules[rule][0]}` }, words.page)));
    return made;
  };

  const row = (r) => {
    const [of, index, rule, severity, where, subject, message, suggestion, institution, accepted] = r;
    const held = (file(of).e || [])[index] || {};
    const content = el("td", { class: "msg" }, el("p", {}, message), quote(held.q));
    if (suggestion !== null) {
      const to = suggestion === "" ? words.remove : suggestion;
      content.append(el("p", { class: "suggestion" }, `${words.suggestion}: `, el("del", {}, subject), " → ", el("ins", {}, to)));
    }
    const more = el("details", {}, el("summary", {}, words.evidence));
    more.addEventListener("toggle", () => {
      if (more.open && more.children.length === 1) more.append(el("div", { class: "evidence" }, ...proof(held, rule, accepted)));
    });
    content.append(more);
    return el("tr", {},
      el("td", { class: `sev s${severity}` }, words.severities[severity], accepted ? el("span", { class: "note soft" }, words.accepted) : null),
      el("td", { class: "rule" }, el("a", { class: "code", href: `#rule-${rules[rule][0]}` }, rules[rule][0]), el("span", { class: "note soft" }, rules[rule][1])),
      content,
      el("td", {}, institutions[institution][0]),
      el("td", { class: "where" }, el("a", { href: `#view=${of}` }, files[of][0]), where ? el("span", { class: "note soft" }, where) : null));
  };

  // ---- a table with heads that sort, and pages
  const sortable = (table, compare, draw) => {
    const state = { by: "", down: false };
    const heads = [...table.querySelectorAll("thead th[data-by]")];
    const show = () => heads.forEach((head) => {
      const on = head.dataset.by === state.by;
      if (on) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    heads.forEach((head) => {
      const label = head.textContent;
      const button = el("button", { type: "button" }, label);
      // a button in a repeated head is printed on the first page alone
      head.replaceChildren(button, el("span", { class: "p" }, label));
      button.addEventListener("click", () => {
        state.down = state.by === head.dataset.by ? !state.down : head.dataset.first === "down";
        state.by = head.dataset.by;
        show();
        draw();
      });
    });
    return {
      state,
      show,
      order: (list) => {
        const by = compare[state.by];
        if (!by) return list;
        const sign = state.down ? -1 : 1;
        return list.map((r, i) => [r, i]).sort((a, b) => sign * by(a[0], b[0]) || a[1] - b[1]).map((pair) => pair[0]);
      },
    };
  };

  const collator = new Intl.Collator("ko", { numeric: true });
  const at = (n) => (a, b) => a[n] - b[n];
  const text = (get) => (a, b) => collator.compare(get(a), get(b));

  const pager = (nav, state, draw) => {
    const info = el("span", {});
    const before = el("button", { type: "button", class: "plain" }, words.before);
    const after = el("button", { type: "button", class: "plain" }, words.after);
    nav.replaceChildren(before, info, after);
    before.addEventListener("click", () => { state.page -= 1; draw(); });
    after.addEventListener("click", () => { state.page += 1; draw(); });
    return (count, size) => {
      const from = count ? state.page * size + 1 : 0;
      const to = Math.min(count, (state.page + 1) * size);
      info.textContent = `${number(from)}–${number(to)} / ${number(count)}`;
      before.disabled = state.page === 0;
      after.disabled = to >= count;
      nav.hidden = count <= size;
    };
  };

  // ---- findings
  const KEYS = ["q", "sev", "rule", "inst", "file", "acc", "sort", "page", "view"];
  const form = byId("filter");
  const findings = byId("rows");
  const state = { page: 0, view: "" };
  let drawn = true; // the first rows stand in the page
  let texts = null;

  const searched = (r) => [rules[r[2]][0], rules[r[2]][1], files[r[0]][0], institutions[r[8]][0], r[4], r[5], r[6], r[7] || ""].join("\n").toLowerCase();

  // a name that is known is meant exactly, another text is looked for
  const named = (list, wanted) => {
    const exact = list.some((l) => l[0] === wanted);
    const low = wanted.toLowerCase();
    return list.map((l) => (exact ? l[0] === wanted : l[0].toLowerCase().includes(low)));
  };

  const wanted = () => {
    const of = Object.fromEntries(new FormData(form));
    const words = of.q.toLowerCase().split(/\s+/).filter(Boolean);
    const inst = of.inst && named(institutions, of.inst);
    const names = of.file && named(files, of.file);
    if (words.length && !texts) texts = rows.map(searched);
    return rows.filter((r, i) =>
      (!of.sev || severities[r[3]] === of.sev) &&
      (!of.rule || rules[r[2]][0] === of.rule) &&
      (!of.acc || (of.acc === "yes") === (r[9] !== "")) &&
      (!inst || inst[r[8]]) &&
      (!names || names[r[0]]) &&
      words.every((word) => texts[i].includes(word)));
  };

  const remember = () => {
    const params = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) params.set(name, value);
    if (order.state.by) params.set("sort", (order.state.down ? "-" : "") + order.state.by);
    if (state.page) params.set("page", state.page + 1);
    if (state.view !== "") params.set("view", state.view);
    const hash = params.toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  };

  let list = rows;
  const tell = (size) => {
    byId("shown").textContent = words.shown.replace("{n}", number(list.length)).replace("{all}", number(rows.length));
    pages(list.length, size);
  };
  const draw = (size = PAGE) => {
    list = order.order(wanted());
    state.page = Math.max(0, Math.min(state.page, Math.ceil(list.length / size) - 1));
    const from = size === PAGE ? state.page * PAGE : 0;
    byId("body").replaceChildren(...list.slice(from, from + size).map(row));
    tell(size);
    drawn = false;
  };
  const redraw = () => whole.then(() => { draw(); remember(); });
  const order = sortable(findings, {
    sev: at(3),
    rule: text((r) => rules[r[2]][0]),
    msg: text((r) => r[6]),
    inst: text((r) => institutions[r[8]][0]),
    where: (a, b) => a[0] - b[0] || a[1] - b[1],
  }, () => { state.page = 0; redraw(); });
  const pages = pager(byId("pager"), state, () => { redraw(); findings.scrollIntoView(); });

  const options = (id, names) => byId(id).append(...names.slice(0, 500).map((name) => el("option", { value: name })));
  rules.forEach((r) => form.elements.rule.append(el("option", { value: r[0] }, `${r[0]} ${r[1]}`)));
  options("insts", institutions.map((i) => i[0]));
  options("names", files.map((f) => f[0]));
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { state.page = 0; redraw(); }, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => {
    state.page = 0;
    order.state.by = "";
    order.show();
    redraw();
  }));

  // ---- the state in the address
  const follow = (moved) => {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=")) return; // a place in the page
    const params = new URLSearchParams(hash);
    if ([...params.keys()].some((key) => !KEYS.includes(key))) return;
    const view = params.get("view") || "";
    const only = view !== "" && [...params.keys()].length === 1;
    if (!only) {
      for (const name of ["q", "sev", "rule", "inst", "file", "acc"]) form.elements[name].value = params.get(name) || "";
      const sort = params.get("sort") || "";
      order.state.down = sort.startsWith("-");
      order.state.by = sort.replace(/^-/, "");
      order.show();
      state.page = Math.max(0, (parseInt(params.get("page"), 10) || 1) - 1);
      if (hash || !drawn) draw();
    }
    open(view);
    if (!only && hash && moved) byId("findings").scrollIntoView();
    if (only) remember();
  };

  // ---- one file: what was read, and what was made of it
  const dialog = byId("file");
  const open = (view) => {
    const n = Number(view);
    if (view === "" || !files[n]) {
      if (dialog.open) dialog.close();
      return;
    }
    state.view = view;
    const held = file(n);
    byId("file-name").textContent = files[n][0];
    const left = (held.v ? held.v.b : []).map((block) => {
      if (typeof block === "string") return el("p", {}, block);
      return Array.isArray(block) ? el("p", {}, el("mark", {}, block[0])) : table(block);
    });
    if (!held.v) left.push(el("p", { class: "soft" }, words.nosource));
    else if (held.v.x) left.push(el("p", { class: "soft" }, words.cut));
    const right = [];
    for (const notice of held.n || []) right.push(el("h4", {}, notice[0]), ...notice[1].map(table));
    if (!held.n) right.push(el("p", { class: "soft" }, words.norecord));
    byId("file-read").replaceChildren(...left);
    byId("file-made").replaceChildren(...right);
    const only = new URLSearchParams({ file: files[n][0] });
    const links = [el("a", { href: `#${only}` }, `${words.findings} ${number(files[n].slice(5).reduce((a, b) => a + b, 0))}`)];
    if (held.l) links.push(" · ", el("a", { href: held.l }, words.original));
    byId("file-links").replaceChildren(...links);
    document.body.classList.add("viewing");
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  };
  dialog.addEventListener("close", () => {
    document.body.classList.remove("viewing");
    state.view = "";
    remember();
  });
  byId("file-close").addEventListener("click", () => dialog.close());
  byId("file-print").addEventListener("click", () => print());

  // ---- the smaller tables
  let printing = false;
  const smalls = [];
  const small = (id, list, draw) => {
    const held = byId(id);
    if (!held) return;
    const compare = { 0: text((r) => r[0]) };
    held.querySelectorAll("thead th[data-by]").forEach((head) => {
      const n = Number(head.dataset.by);
      if (n) compare[n] = at(n);
    });
    const state = { page: 0 };
    const show = () => {
      const size = printing ? list.length : SMALL;
      const ordered = order.order(list);
      held.tBodies[0].replaceChildren(...ordered.slice(printing ? 0 : state.page * size).slice(0, size).map(draw));
      pages(list.length, size);
    };
    const order = sortable(held, compare, () => { state.page = 0; show(); });
    const pages = pager(byId(`${id}-pager`), state, show);
    if (list.length > SMALL) show();
    smalls.push(show);
  };
  const numbers = (values) => values.map((n) => el("td", { class: "n" }, number(n)));
  small("institutions", institutions.filter((i) => i[2] + i[4] + i[5] + i[6] + i[7] > 0), (i) =>
    el("tr", {}, el("th", { scope: "row" }, el("a", { href: `#${new URLSearchParams({ inst: i[0] })}` }, i[0])), ...numbers(i.slice(1))));
  small("files", worst.map((n) => [...files[n], n]), (f) =>
    el("tr", {}, el("th", { scope: "row", class: "where" }, el("a", { href: `#view=${f[9]}` }, f[0])), el("td", {}, words.statuses[f[1]]), ...numbers(f.slice(2, 9))));

  small("rules", rules, (r) =>
    el("tr", {}, el("th", { scope: "row" }, el("a", { class: "code", href: `#rule=${r[0]}` }, r[0])), el("td", {}, r[1]), ...numbers(r.slice(2))));

  // ---- print: more rows than on the screen
  addEventListener("beforeprint", () => {
    if (document.body.classList.contains("viewing")) return;
    printing = true;
    smalls.forEach((show) => show());
    if (list.length > PAGE) draw(PRINT);
    byId("print-note").hidden = list.length <= PRINT;
  });
  addEventListener("afterprint", () => {
    if (!printing) return;
    printing = false;
    smalls.forEach((show) => show());
    if (list.length > PAGE) draw();
    byId("print-note").hidden = true;
  });

  form.hidden = false;
  byId("shown").hidden = false;
  tell(PAGE);
  performance.mark("ready");
  const whole = unpacked("kept").then((text) => { pieces = text.split("\n"); });
  addEventListener("hashchange", () => whole.then(() => follow(true)));
  await whole;
  follow(false);
  performance.mark("whole");
})();
