"use strict";
// Text as Slack shows it: mrkdwn, and the Markdown of `markdown` blocks. Gives nodes, never HTML.

const make = (tag, className, ...children) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
};

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const decoded = (text) => text.replace(/&(lt|gt|amp);/g, (entity) => ENTITIES[entity]);

const EMOJI = {
  white_check_mark: "✅", warning: "⚠️", x: "❌", mag: "🔍", thumbsup: "👍", thumbsdown: "👎",
  bulb: "💡", books: "📚", page_facing_up: "📄", link: "🔗", wave: "👋", lock: "🔒", eyes: "👀",
  speech_balloon: "💬", pencil: "📝", arrow_right: "➡️", hourglass_flowing_sand: "⏳", "+1": "👍",
  information_source: "ℹ️", scales: "⚖️", bar_chart: "📊", briefcase: "💼", robot_face: "🤖",
};
const emoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (all, name) => EMOJI[name] || all);

let people = {};
let places = {};
function knows(users, channels) {
  people = users;
  places = channels;
}

function special(inner) {
  const [target, label] = inner.split("|");
  if (target.startsWith("@")) {
    return make("span", "mention", "@" + (people[target.slice(1)] || label || target.slice(1)));
  }
  if (target.startsWith("#")) {
    return make("span", "mention", "#" + (places[target.slice(1)] || label || target.slice(1)));
  }
  if (target.startsWith("!")) {
    return make("span", "mention loud", "@" + target.slice(1).split("^")[0]);
  }
  const link = make("a", "", decoded(label || target));
  if (/^(https?|mailto):/.test(target)) link.href = decoded(target);
  link.target = "_blank";
  link.rel = "noopener";
  return link;
}

const SPECIAL = [/^<([^<>\n]+)>/, (found) => special(found[1])];
const CODE = [/^`([^`\n]+)`/, (found) => make("code", "", decoded(found[1]))];
const MRKDWN = [
  SPECIAL, CODE,
  [/^\*([^*\n]+)\*(?!\w)/, (found, inner) => make("b", "", ...inner(found[1]))],
  [/^_([^_\n]+)_(?!\w)/, (found, inner) => make("i", "", ...inner(found[1]))],
  [/^~([^~\n]+)~(?!\w)/, (found, inner) => make("s", "", ...inner(found[1]))],
];
const MARKDOWN = [
  [/^\\([\\`*_{}[\]()#+\-.!|~<>&])/, (found) => document.createTextNode(found[1])],
  SPECIAL, CODE,
  [/^\[([^\]\n]+)\]\((https?:[^)\s]+)\)/, (found) => special(found[2] + "|" + found[1])],
  [/^\*\*([^\n]+?)\*\*/, (found, inner) => make("b", "", ...inner(found[1]))],
  [/^\*([^*\n]+)\*/, (found, inner) => make("i", "", ...inner(found[1]))],
  [/^_([^_\n]+)_(?!\w)/, (found, inner) => make("i", "", ...inner(found[1]))],
  [/^~~([^~\n]+)~~/, (found, inner) => make("s", "", ...inner(found[1]))],
];

function inline(text, rules) {
  const nodes = [];
  let plain = "", place = 0;
  const flush = () => { if (plain) nodes.push(emoji(decoded(plain))); plain = ""; };
  while (place < text.length) {
    const rest = text.slice(place);
    const starts = !/\w$/.test(plain) || /^[<`\\[*]/.test(rest);
    const rule = starts && rules.find(([pattern]) => pattern.test(rest));
    if (rule) {
      const found = rest.match(rule[0]);
      flush();
      nodes.push(rule[1](found, (inner) => inline(inner, rules)));
      place += found[0].length;
    } else {
      plain += text[place++];
    }
  }
  flush();
  return nodes;
}

function mrkdwn(text) {
  const whole = make("div", "mrkdwn");
  text.split(/```/).forEach((part, place) => {
    if (place % 2) { whole.append(make("pre", "", decoded(part.replace(/^\n/, "")))); return; }
    let quote = null;
    part.split("\n").forEach((line, number, lines) => {
      const quoted = line.match(/^(&gt;|>) ?(.*)$/);
      if (quoted) {
        if (!quote) whole.append(quote = make("blockquote", ""));
        else quote.append(make("br"));
        quote.append(...inline(quoted[2], MRKDWN));
        return;
      }
      quote = null;
      whole.append(...inline(line, MRKDWN));
      if (number < lines.length - 1) whole.append(make("br"));
    });
  });
  return whole;
}

const cells = (line) =>
  line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim());
const ruled = (line) => line !== undefined && /^\s*\|?(\s*:?-{2,}:?\s*\|?)+\s*$/.test(line);

function markdownTable(lines) {
  const row = (line, tag) =>
    make("tr", "", ...cells(line).map((cell) => make(tag, "", ...inline(cell, MARKDOWN))));
  return make("table", "grid", row(lines[0], "th"), ...lines.slice(2).map((l) => row(l, "td")));
}

function markdownList(lines) {
  const item = /^(\s*)([-*•]|\d+[.)])\s+(.*)$/;
  const list = make(/^\s*\d/.test(lines[0]) ? "ol" : "ul", "");
  for (const line of lines) {
    const found = line.match(item);
    if (found) {
      const entry = make("li", "", ...inline(found[3], MARKDOWN));
      entry.style.marginLeft = found[1].length * 8 + "px";
      list.append(entry);
    } else {
      list.lastChild.append(" ", ...inline(line.trim(), MARKDOWN));
    }
  }
  return list;
}

function markdown(text) {
  const whole = make("div", "markdown");
  const lines = text.split("\n");
  const take = (test) => {
    const taken = [];
    while (lines.length && test(lines[0], taken.length)) taken.push(lines.shift());
    return taken;
  };
  const isItem = (line) => /^\s*([-*•]|\d+[.)])\s+/.test(line);
  while (lines.length) {
    const line = lines[0];
    if (!line.trim()) { lines.shift(); continue; }
    if (/^```/.test(line)) {
      lines.shift();
      whole.append(make("pre", "", take((one) => !/^```/.test(one)).join("\n")));
      lines.shift();
    } else if (/^#{1,6}\s/.test(line)) {
      lines.shift();
      whole.append(make("h4", "", ...inline(line.replace(/^#+\s/, ""), MARKDOWN)));
    } else if (/^(-{3,}|\*{3,})$/.test(line.trim())) {
      lines.shift();
      whole.append(make("hr"));
    } else if (line.includes("|") && ruled(lines[1])) {
      whole.append(markdownTable(take((one) => one.includes("|"))));
    } else if (/^>/.test(line)) {
      const quoted = take((one) => /^>/.test(one)).map((one) => one.replace(/^> ?/, ""));
      whole.append(make("blockquote", "", ...markdown(quoted.join("\n")).childNodes));
    } else if (isItem(line)) {
      whole.append(markdownList(take((one) => isItem(one) || /^\s+\S/.test(one))));
    } else {
      const taken = take((one) => one.trim() && !/^(```|#{1,6}\s|>)/.test(one) && !isItem(one));
      const paragraph = make("p", "");
      taken.forEach((one, number) => {
        if (number) paragraph.append(make("br"));
        paragraph.append(...inline(one, MARKDOWN));
      });
      whole.append(paragraph);
    }
  }
  return whole;
}
