"use strict";
// Everything that comes from a run is put into the page as text, never as HTML.
(() => {
  const cases = JSON.parse(document.getElementById("data").textContent);
  const AT_ONCE = 100;
  const CLAIM = { supported: ["✓", "supported"], unsupported: ["?", "not supported"], contradicted: ["✗", "contradicted"] };
  const CHANGE = {
    broken: ["bad", "▼ passed before"], mended: ["ok", "▲ failed before"], answer: ["warn", "± answer changed"],
    metrics: ["warn", "± metrics changed"], new: ["warn", "+ not in the baseline"],
  };
  const form = document.getElementById("filters");
  const list = document.getElementById("list");
  const more = document.getElementById("more");
  const count = document.getElementById("count");

  // What failed comes first; else the order of the run.
  cases.forEach((one, number) => { one.number = number; one.name = `${one.suite} ${one.id}`; });
  cases.sort((a, b) => a.passed - b.passed || a.number - b.number);

  function make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "onclick") made.addEventListener("click", value);
      else if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  }

  // ------------------------------------------------------------------ which cases are shown

  function textOf(one) {
    one.text ??= [
      one.name, one.error, ...one.tags, ...one.wrong,
      ...one.turns.flatMap((turn) => [
        turn.question, turn.reason,
        ...turn.answer.map((block) => block.rows.flat(3).map((piece) => piece.text ?? piece.bold ?? piece.mark ?? piece).join(" ")),
        ...turn.citations.flatMap((c) => [c.quote, c.title, c.role_code, c.section, `${c.path}:${c.line_start}`]),
      ]),
    ].filter(Boolean).join("\n").toLowerCase();
    return one.text;
  }

  const TESTS = {
    suite: (one, value) => one.suite === value,
    verdict: (one, value) => one.verdicts.includes(value),
    intent: (one, value) => one.intents.includes(value),
    tag: (one, value) => one.tags.includes(value),
    change: (one, value) => one.change?.kind === value,
    text: (one, value) => value.toLowerCase().split(/\s+/).filter(Boolean).every((word) => textOf(one).includes(word)),
  };

  let found = [];
  function filter(remember = true) {
    const wanted = [...new FormData(form)].filter(([, value]) => value.trim());
    found = cases.filter((one) => wanted.every(([name, value]) => TESTS[name](one, value)));
    list.replaceChildren();
    show();
    const failed = found.filter((one) => !one.passed).length;
    count.textContent = `${number(found.length)} of ${number(cases.length)} cases; ${number(failed)} of them failed` +
      (failed && failed < found.length ? ", shown first." : ".");
    if (remember) {
      const state = new URLSearchParams(wanted).toString();
      history.replaceState(null, "", state ? `#${state}` : location.pathname + location.search);
    }
  }

  function show() {
    const from = list.childElementCount;
    list.append(...found.slice(from, from + AT_ONCE).map(row));
    const left = found.length - list.childElementCount;
    more.hidden = left <= 0;
    more.textContent = `Show ${Math.min(left, AT_ONCE)} more of ${number(left)}`;
    return from;
  }

  const shortened = (text) => (text.length > 180 ? `${text.slice(0, 179)}…` : text);
  const number = (value) => value.toLocaleString("en");

  function badge(kind, text) {
    const [icon, ...words] = text.split(" ");
    return make("span", { class: `badge ${kind}` }, make("span", { "aria-hidden": "true" }, icon), ` ${words.join(" ")}`);
  }

  // ------------------------------------------------------------------ a case, closed and open

  function row(one) {
    const state = one.error ? badge("bad", "✗ error") : one.passed ? badge("ok", "✓ passed") : badge("bad", "✗ failed");
    const questions = one.turns.map((turn) => turn.question);
    const about = [...one.intents, ...one.tags].map((name) => ` · ${name}`).join("");
    const refused = one.verdicts.includes("refused") ? " · refused" : "";
    const change = CHANGE[one.change?.kind];
    const button = make("button", { type: "button", "aria-expanded": "false", "aria-controls": `case-${one.number}` },
      state,
      make("span", { class: "question" }, questions.join(" → ") || one.id),
      make("span", { class: "about" }, make("span", { class: "name" }, one.name), about + refused, change ? [" ", badge(...change)] : null),
      one.wrong.length ? make("span", { class: "short" }, shortened(one.wrong.join("; "))) : null);
    const body = make("div", { class: "case", id: `case-${one.number}`, hidden: true });
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") === "false";
      if (open && !body.childElementCount) body.append(...opened(one));
      body.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    });
    return make("li", {}, make("h3", {}, button), body);
  }

  function opened(one) {
    const parts = [];
    if (one.error) parts.push(make("p", { class: "fell" }, `Asking ended with an error: ${one.error}`));
    if (one.change) parts.push(changeOf(one.change));
    one.turns.forEach((turn, at) => parts.push(turnOf(one, turn, at)));
    return parts;
  }

  function turnOf(one, turn, at) {
    const prefix = `c${one.number}-${at}`;
    const several = one.turns.length > 1;
    return make("article", { class: "turn" },
      // A single question is the title of its case already.
      make("h4", { class: several ? null : "unseen" }, several ? `${at + 1}. ` : "", turn.question),
      turn.shortcomings.length
        ? make("div", { class: "fell" }, make("b", {}, "What fell short"), items(turn.shortcomings))
        : null,
      make("div", { class: "sides" },
        make("div", { class: "answer" }, make("h5", {}, turn.abstained ? "Refused" : "Answer"),
          turn.answer.map((block) => blockOf(block, turn, prefix)),
          turn.fallback ? make("p", { class: "note" }, `Fallback: ${turn.fallback}`) : null,
          make("h5", {}, "Expected"), expectedOf(turn)),
        make("div", {}, make("h5", { id: `${prefix}-evidence` }, `Evidence (${turn.citations.length})`), evidenceOf(turn, prefix))),
      claimsOf(turn), passagesOf(turn), planOf(turn), metricsOf(turn));
  }

  const items = (texts) => make("ul", {}, texts.map((text) => make("li", {}, text)));
  const folded = (title, open, ...content) => make("details", { open }, make("summary", {}, title), ...content);

  function blockOf(block, turn, prefix) {
    const cell = (lines) => lines.map((line, at) => [at ? make("br") : null, line.map((piece) => pieceOf(piece, turn, prefix))]);
    const [first] = block.rows;
    if (block.kind === "heading") return make("p", {}, make("b", {}, cell(first[0])));
    if (block.kind === "remark") return make("p", {}, make("i", {}, cell(first[0])));
    if (block.kind === "list") return make("ul", {}, block.rows.map((row) => make("li", {}, cell(row[0]))));
    if (block.kind === "text") return make("p", {}, cell(first[0]));
    return table("Table of the answer", first.map(cell), block.rows.slice(1).map((row) => row.map(cell)));
  }

  function table(name, head, rows) {
    return make("div", { class: "scroll table", role: "region", tabindex: "0", "aria-label": name },
      make("table", {},
        make("thead", {}, make("tr", {}, head.map((cell) => make("th", { scope: "col" }, cell)))),
        make("tbody", {}, rows.map(([name, ...cells]) =>
          make("tr", {}, make("th", { scope: "row" }, name), cells.map((cell) => make("td", {}, cell)))))));
  }

  function pieceOf(piece, turn, prefix) {
    if (typeof piece === "string") return piece;
    if (piece.bold !== undefined) return make("b", {}, piece.bold);
    if (piece.mark !== undefined) return markOf(piece.mark, prefix);
    return claimOf(turn.claims[piece.claim], piece.text);
  }

  function claimOf(claim, text) {
    const [icon, word] = CLAIM[claim.verdict] ?? ["?", claim.verdict];
    return make("span", { class: `claim ${claim.verdict}`, title: `${word}, ${claim.score.toFixed(2)}` },
      make("span", { "aria-hidden": "true" }, icon), make("span", { class: "unseen" }, `${word}: `), ` ${text}`);
  }

  function markOf(id, prefix) {
    return make("button", {
      type: "button", class: "mark", "aria-label": `Evidence ${id}`,
      onclick: () => document.getElementById(`${prefix}-${id}`)?.focus(),
    }, `[${id}]`);
  }

  function evidenceOf(turn, prefix) {
    if (!turn.citations.length) return make("p", { class: "note" }, "Nothing is cited.");
    return make("ul", { class: "evidence", tabindex: "0", "aria-labelledby": `${prefix}-evidence` }, turn.citations.map((c) => {
      const lines = c.line_end > c.line_start ? `${c.line_start}–${c.line_end}` : c.line_start;
      return make("li", { id: `${prefix}-${c.id}`, tabindex: "-1" },
        make("div", {}, make("b", {}, `[${c.id}] `), [c.title, c.section, c.level].filter(Boolean).join(" · "),
          c.attribution !== "stated" ? ` (${c.attribution})` : ""),
        make("blockquote", {}, c.quote),
        make("div", { class: "place" }, `${c.path}:${lines} · ${c.role_code}`),
        c.problem ? make("p", {}, badge("bad", `✗ ${c.problem}`)) : null,
        c.problem && c.found ? make("p", {}, `Those lines say: ${c.found}`) : null);
    }));
  }

  function expectedOf(turn) {
    const expected = turn.expected;
    const lacking = new Set(turn.lacking.map((fact) => fact.join("\n")));
    const entries = [];
    const add = (name, ...content) => entries.push(make("dt", {}, name), make("dd", {}, ...content));
    add("To be", expected.either_ok ? "answered or refused" : expected.answerable ? "answered" : "refused");
    if (expected.facts.length) {
      add("Facts", make("ul", {}, expected.facts.map((fact) => make("li", {}, fact.join(" / "), " ",
        !expected.answerable ? null : lacking.has(fact.join("\n")) ? badge("bad", "✗ lacking") : badge("ok", "✓ there")))));
    }
    const rest = {
      intents: "Intent", must_cite: "Has to cite", must_not_cite: "Must not cite", must_not: "Must not say", understood: "Understood as",
    };
    for (const [field, name] of Object.entries(rest)) if (expected[field].length) add(name, expected[field].join(" / "));
    if (expected.conflict) add("Contradiction", "both sides shown");
    if (expected.reason_contains) add("Reason with", expected.reason_contains);
    return make("dl", {}, entries);
  }

  function claimsOf(turn) {
    if (!turn.claims.length) return null;
    const wrong = turn.claims.filter((claim) => claim.verdict !== "supported" || claim.cited !== "supported").length;
    const rows = turn.claims.map((claim) => [
      claimOf(claim, claim.text),
      [claim.label, ...claim.levels.filter((level) => !claim.label.includes(level))].filter(Boolean).join(" · "),
      [claim.citations.map((id) => `[${id}]`).join(""), ` ${CLAIM[claim.cited]?.[1] ?? claim.cited}`],
      claim.score.toFixed(2),
      claim.reasons.length ? items(claim.reasons.map((reason) => `${reason.kind}: ${reason.text}`)) : "",
      claim.nearest.map(([place, text]) => make("div", {}, make("span", { class: "place" }, place), claim.verdict === "supported" ? "" : `: ${text}`)),
    ]);
    return folded(`Claims (${turn.claims.length}${wrong ? `, ${wrong} not supported` : ", all supported"})`, wrong > 0,
      table("Claims", ["Claim, by the pages", "Said of", "By its citations", "Score", "What speaks against it", "Nearest on the pages"], rows));
  }

  function passagesOf(turn) {
    if (!turn.passages.length) return make("p", { class: "note" }, "No search: looked up by section and level.");
    const rows = turn.passages.map((p) => [
      String(p.rank), p.score.toFixed(4), p.similarity === null ? "–" : p.similarity.toFixed(3),
      [p.relevant ? badge("ok", "✓ relevant") : null, " ", p.text],
      [[p.role, p.section, ...p.levels, p.label].filter(Boolean).join(" · "), make("div", { class: "place" }, `${p.path}:${p.line}`)],
    ]);
    return folded(`Retrieved passages (${turn.passages.length})`, false,
      table("Retrieved passages", ["Rank", "Score", "Similarity", "Passage", "Of"], rows));
  }

  function planOf(turn) {
    const plan = turn.plan;
    const told = {
      "Understood as": plan.understood, Intent: plan.intent, "Answer's intent": turn.intent, Roles: plan.roles.join(", "),
      Levels: plan.levels.join(", "), Dimensions: plan.dimensions.join(", "), Sections: plan.sections.join(", "),
      Attribute: plan.attribute, Topic: plan.topic, "Answered by": turn.answered_by, Suggestions: turn.suggestions.join(" · "),
    };
    return folded("How the question was understood", false,
      make("dl", {}, Object.entries(told).filter(([, text]) => text).map(([name, text]) => [make("dt", {}, name), make("dd", {}, text)])));
  }

  function metricsOf(turn) {
    const values = { ...turn.metrics, latency_ms: turn.timing.latency_ms };
    return folded("Metrics of this question", false,
      make("dl", {}, Object.entries(values).map(([name, value]) => [make("dt", {}, name), make("dd", {}, String(Math.round(value * 1e4) / 1e4))])));
  }

  function changeOf(change) {
    if (change.kind === "same" || change.kind === "new") {
      return make("p", { class: "note" }, change.kind === "new" ? "This case is not in the baseline." : "Nothing changed since the baseline.");
    }
    const answers = change.answers.filter((lines) => lines.length);
    return folded("Since the baseline", true,
      change.wrong.length ? make("div", {}, "What fell short before:", items(change.wrong)) : null,
      change.metrics.length
        ? make("ul", {}, change.metrics.map(([name, before, now]) => make("li", {}, `${name}: ${+before.toFixed(4)} → ${+now.toFixed(4)}`)))
        : null,
      answers.map((lines) => make("div", { class: "diff place", role: "group", "aria-label": "Lines of the answer, before and now" },
        lines.map(([kind, text]) => make("div", { class: kind },
          make("span", { "aria-hidden": "true" }, { kept: "  ", gone: "− ", added: "+ " }[kind]),
          kind === "kept" ? null : make("span", { class: "unseen" }, `${kind}: `), text)))));
  }

  // ------------------------------------------------------------------ what people do

  const setFilters = (values) => {
    for (const field of form.elements) if (field.name) field.value = values.get(field.name) ?? "";
  };
  const fromAddress = () => new URLSearchParams(location.hash.slice(1));

  let waiting = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, event.target.name === "text" ? 150 : 0);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  form.addEventListener("reset", () => setTimeout(filter));
  more.addEventListener("click", () => {
    const from = show();
    list.children[from]?.querySelector("button").focus();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-filter], [data-case]");
    if (!button) return;
    const { filter: by, value, case: name } = button.dataset;
    setFilters(new URLSearchParams(by ? { [by]: value } : {}));
    filter();
    if (name !== undefined) {
      found = cases.filter((one) => one.name === name);
      list.replaceChildren();
      show();
      count.textContent = `Case ${name}.`;
      const opener = list.querySelector("button");
      opener?.click();
      opener?.focus();
      return;
    }
    const title = document.getElementById("cases");
    title.scrollIntoView();
    title.focus({ preventScroll: true });
  });
  window.addEventListener("hashchange", () => {
    if (location.hash && !location.hash.includes("=")) return; // a place in the page
    setFilters(fromAddress());
    filter(false);
  });
  setFilters(fromAddress());
  filter(false);
})();
