"use strict";
// The page: what a person sees of the workspace, and what they do told to the server.

const $ = (id) => document.getElementById(id);
const BOT = "U0ROLEBOT";
const INCOMPLETE = "Please complete this required field.";
const at = new URLSearchParams(location.hash.slice(1));
const here = {
  me: at.get("me") || "U0ALICE", place: at.get("place") || "C0GENERAL",
  thread: at.get("thread"), tab: "messages", wire: false,
};
let state = null;
const drawn = {};
const lasts = {};
let asked = ""; // the newest message when the person last did something

async function act(deed) {
  if (deed.deed !== "pane" && deed.deed !== "home") {
    asked = state.messages.reduce((newest, one) => (one.ts > newest ? one.ts : newest), "");
  }
  const answer = await fetch("/page/do", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Demo": "page" },
    body: JSON.stringify({ me: here.me, ...deed }),
  });
  return answer.ok ? answer.json() : { problem: await answer.text() };
}

async function follow() {
  let version = 0;
  for (;;) {
    try {
      const answer = await fetch(`/page/state?me=${here.me}&since=${version}`);
      state = await answer.json();
      version = state.version;
      draw();
    } catch {
      $("title").textContent = "The demo has ended. Start it again with: roleassistant slack --demo";
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}

// A part is drawn again only when what it shows has changed: what is being typed stays.
function redraw(id, shown, build, follows = null) {
  const key = JSON.stringify(shown);
  if (drawn[id] === key) return;
  drawn[id] = key;
  const node = $(id);
  const at = node.scrollTop;
  const atEnd = node.scrollHeight - at - node.clientHeight < 60;
  node.replaceChildren(...build().filter(Boolean));
  if (!follows) return;
  const { where, messages } = follows;
  const seen = lasts[id];
  const last = messages.length ? messages[messages.length - 1].ts : "";
  lasts[id] = { where, last };
  const elsewhere = !seen || seen.where !== where;
  // One's own message and what the assistant says to it are always shown.
  const news = messages.some((one) =>
    (elsewhere || one.ts > seen.last) && (one.user === here.me || one.user === BOT));
  if (!messages.length || !(elsewhere || news || atEnd)) {
    node.scrollTop = elsewhere ? 0 : at;
    return;
  }
  node.scrollTop = node.scrollHeight;
  // An answer that is taller than the window, also one in several messages, is read from its
  // beginning.
  const first = messages.find((one) => one.user === BOT && one.ts > asked)
    || messages[messages.length - 1];
  const begins = news && node.querySelector(`[data-ts="${CSS.escape(first.ts)}"]`);
  if (begins) {
    const above = begins.getBoundingClientRect().top - node.getBoundingClientRect().top;
    if (above < 0) node.scrollTop += above;
  }
}

const direct = () => "D" + here.me.slice(1);
const inPlace = () => state.messages.filter((message) => message.channel === here.place);
const isRoot = (message) => !message.thread_ts || message.thread_ts === message.ts;
const repliesTo = (root) =>
  inPlace().filter((message) => message.thread_ts === root && message.ts !== root);

function open(place, thread = null) {
  Object.assign(here, { place, thread, tab: "messages" });
  showsBar(false);
  if (place === direct()) act({ deed: "pane" });
  draw();
}

function draw() {
  knows(state.users, Object.fromEntries(state.channels.map((one) => [one.id, one.name])));
  $("team").textContent = state.team;
  const link = (place, text) => {
    const node = make("button", here.place === place ? "on" : "", text);
    node.addEventListener("click", () => open(place));
    return node;
  };
  redraw("channels", [here.place, state.channels], () =>
    state.channels.map((one) => link(one.id, "# " + one.name)));
  redraw("apps", [here.place, here.me], () => [link(direct(), "Role Assistant")]);
  redraw("me", [here.me, state.people], () => state.people.map((id) => {
    const option = make("option", "", state.users[id]);
    option.value = id;
    option.selected = id === here.me;
    return option;
  }));
  drawPlace();
  drawThread();
  drawModal();
  drawWire();
}

function drawPlace() {
  const home = here.place === direct();
  redraw("title", [here.place, here.tab, home], () => {
    if (!home) {
      return ["# " + state.channels.find((one) => one.id === here.place).name];
    }
    const tab = (name, text) => {
      const node = make("button", here.tab === name ? "on" : "", text);
      node.addEventListener("click", () => {
        here.tab = name;
        act({ deed: name === "home" ? "home" : "pane" });
        draw();
      });
      return node;
    };
    return ["Role Assistant", make("small", "", "app"),
      make("span", "tabs", tab("messages", "Messages"), tab("home", "Home"))];
  });
  const showsHome = home && here.tab === "home";
  $("composer").hidden = showsHome;
  $("composer").style.display = showsHome ? "none" : "";
  if (showsHome) {
    redraw("messages", state.home, () => state.home
      ? [make("div", "home", blocksNode(state.home.content.blocks, actIn({ home: true })))]
      : [make("p", "", "Nothing was published here yet.")], { where: "home", messages: [] });
  } else {
    const roots = inPlace().filter((message) => isRoot(message) || message.only_for);
    const counts = roots.map((root) => repliesTo(root.ts).length);
    redraw("messages", [here.place, roots, counts, state.statuses], () =>
      roots.map((root, number) => messageNode(root, counts[number])),
      { where: here.place, messages: roots });
  }
  const hint = home ? "Ask about a role, or try /role help"
    : "@role asks here, /role privately";
  $("composer").querySelector("textarea").placeholder = hint;
  $("composer").querySelector(".at").style.display = home ? "none" : "";
  redraw("prompts", [here, state.prompts, inPlace().length], () => {
    if (home) return showsHome ? [] : promptNodes(state.prompts.find((one) => !one.thread), null);
    return inPlace().length || !state.starters.length ? [] : starterNodes();
  });
}

function starterNodes() {
  const told = "Nobody said anything here yet. Mention the assistant with a question, and it answers "
    + "in a thread; with /role it answers you alone. For example:";
  const prompts = state.starters.map((question) => "@Role Assistant " + question)
    .map((words) => ({ title: words, message: words }));
  return [make("p", "", told), ...promptNodes({ prompts }, null)];
}

function promptNodes(set, thread) {
  if (!set) return [];
  return set.prompts.map((prompt) => {
    const node = make("button", "", prompt.title);
    node.addEventListener("click", () => say(prompt.message, thread));
    return node;
  });
}

function drawThread() {
  $("side").hidden = !here.thread;
  if (!here.thread) return;
  const root = inPlace().find((message) => message.ts === here.thread);
  const shown = [...(root ? [root] : []), ...repliesTo(here.thread)];
  const status = state.statuses.find((one) => one.channel === here.place && one.thread === here.thread);
  const title = state.titles.find((one) => one.channel === here.place && one.thread === here.thread);
  redraw("thread-title", [here.thread, title], () => {
    const close = make("button", "close", "×");
    close.setAttribute("aria-label", "Close the thread");
    close.addEventListener("click", () => { here.thread = null; draw(); });
    return ["Thread", make("small", "", title ? title.title : ""), close];
  });
  redraw("thread", [shown, status], () => {
    const nodes = shown.map((message) => messageNode(message, 0));
    if (status && (status.status || status.session === "processing")) {
      const stop = make("button", "button", "Stop");
      stop.addEventListener("click", () => act({ deed: "stop", channel: here.place, ts: here.thread }));
      nodes.push(make("div", "status", "Role Assistant " + (status.status || "is working …") + " ", stop));
    }
    return nodes;
  }, { where: here.place + here.thread, messages: shown });
  redraw("thread-prompts", [here.thread, state.prompts], () =>
    promptNodes(state.prompts.find((one) => one.thread === here.thread), here.thread));
}

const clock = (ts) => new Date(Number(ts) * 1000).toLocaleTimeString([], { timeStyle: "short" });

function messageNode(message, replies) {
  const name = state.users[message.user] || message.user;
  const mine = message.user === here.me;
  const by = make("div", "by", make("b", "", name),
    message.user === BOT ? make("span", "badge", "APP") : null,
    make("small", "", clock(message.ts) + (message.edited ? " (edited)" : "")));
  const body = make("div", "", by,
    message.only_for ? make("div", "only", "Only visible to you") : null,
    contentNode(message, actIn({ channel: message.channel, ts: message.ts })));
  if (replies) {
    const more = make("button", "replies", `${replies} ${replies === 1 ? "reply" : "replies"}`);
    more.addEventListener("click", () => { here.thread = message.ts; draw(); });
    body.append(more);
  }
  const node = make("div", "message" + (message.user === BOT ? " bot" : ""),
    make("div", "face", message.user === BOT ? "R" : name[0]), body);
  node.dataset.ts = message.ts;
  const menu = make("div", "menu");
  const offer = (text, work) => {
    const choice = make("button", "", text);
    choice.addEventListener("click", work);
    menu.append(choice);
  };
  if (isRoot(message) && !message.only_for) {
    offer("Reply in thread", () => { here.thread = message.ts; draw(); });
  }
  for (const shortcut of message.only_for ? [] : state.shortcuts) {
    offer(shortcut.name, () =>
      act({ deed: "shortcut", callback: shortcut.callback, channel: message.channel, ts: message.ts }));
  }
  if (mine) {
    offer("Edit", () => {
      const text = window.prompt("Edit the message", message.text);
      if (text) act({ deed: "edit", channel: message.channel, ts: message.ts, text });
    });
    offer("Delete", () => act({ deed: "delete", channel: message.channel, ts: message.ts }));
  }
  node.append(menu);
  return node;
}

const actIn = (where) => (block, part, chosen) => {
  if (part.type === "plain_text_input" || (where.modal && !isDispatched(block, part))) return;
  act({ deed: "click", ...where, action: part.action_id || "", value: part.value, chosen,
    filled: where.modal ? filledIn() : {} });
};
const isDispatched = (block, part) => {
  const held = state.modal.content.blocks.find((one) => one.block_id === block);
  return part.type === "button" || !held || held.type !== "input" || held.dispatch_action;
};

function filledIn() {
  const filled = {};
  for (const node of $("cover").querySelectorAll("[data-action]")) {
    const ticked = [...node.querySelectorAll("input:checked")].map((box) => box.value);
    if (node.classList.contains("ticks")) {
      const several = node.querySelector("[type=checkbox]");
      if (ticked.length) filled[node.dataset.action] = several ? ticked : ticked[0];
    } else if (node.multiple) {
      filled[node.dataset.action] = [...node.selectedOptions].map((one) => one.value);
    } else if (node.value) {
      filled[node.dataset.action] = node.value;
    }
  }
  return filled;
}

function drawModal() {
  const modal = state.modal;
  $("cover").hidden = !modal;
  redraw("cover", modal && [modal.id, modal.hash, modal.content], () => {
    if (!modal) return [];
    const content = modal.content;
    const problems = make("div", "error");
    const close = make("button", "button", content.close ? content.close.text : "Close");
    close.addEventListener("click", () => act({ deed: "close", view: modal.id }));
    const end = make("div", "end", close);
    if (content.submit) {
      const submit = make("button", "button primary", content.submit.text);
      submit.addEventListener("click", () => submitted(modal, problems));
      end.append(submit);
    }
    return [make("div", "modal", make("div", "top", content.title.text),
      make("div", "scroll", blocksNode(content.blocks, actIn({ modal: modal.id })), problems), end)];
  });
}

async function submitted(modal, problems) {
  $("cover").querySelectorAll(".input .error").forEach((node) => node.remove());
  problems.textContent = "";
  const filled = filledIn();
  // Slack sends no form that lacks something.
  const lacking = modal.content.blocks.filter((block) =>
    block.type === "input" && !block.optional && !(block.element.action_id in filled));
  const answer = lacking.length
    ? { errors: Object.fromEntries(lacking.map((block) => [block.block_id, INCOMPLETE])) }
    : await act({ deed: "submit", view: modal.id, filled });
  if (answer.problem) problems.textContent = answer.problem;
  for (const [block, text] of Object.entries(answer.errors || {})) {
    const field = $("cover").querySelector(`[data-block="${CSS.escape(block)}"]`);
    (field || problems).append(make("div", "error", text));
  }
}

function drawWire() {
  $("wire").classList.toggle("open", here.wire);
  if (here.wire) {
    redraw("wire", state.wire, () => state.wire.map((line) =>
      make("div", line.kind, `${line.kind === "in" ? "→ bot " : "← bot "} ${line.text}`)));
  }
}

async function say(text, thread) {
  const mention = text.replace(/@role( assistant)?/i, `<@${BOT}>`);
  const command = text.match(/^(\/\w+)\s*([\s\S]*)$/);
  if (command && !thread) {
    await act({ deed: "command", name: command[1], text: command[2], channel: here.place });
    return;
  }
  const said = await act({ deed: "say", channel: here.place, text: mention, thread,
    viewing: "C0GENERAL" });
  const asked = here.place === direct() || mention.includes(`<@${BOT}>`);
  if (asked && !thread && said.ts) { here.thread = said.ts; draw(); }
}

function composes(form, thread) {
  const field = form.querySelector("textarea");
  const send = () => {
    const text = field.value.trim();
    if (text) say(text, thread());
    field.value = "";
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); send(); }
  });
}

composes($("composer"), () => null);
composes($("reply"), () => here.thread);
$("composer").querySelector(".at").addEventListener("click", () => {
  const field = $("composer").querySelector("textarea");
  field.value = "@Role Assistant " + field.value;
  field.focus();
});
$("me").addEventListener("change", () => {
  Object.assign(here, { me: $("me").value, thread: null });
  if (here.place.startsWith("D")) here.place = direct();
  location.hash = `me=${here.me}&place=${here.place}`;
  location.reload();
});
function showsBar(shown) {
  $("bar").classList.toggle("open", shown);
  $("show-bar").setAttribute("aria-expanded", String(shown));
}
$("show-bar").addEventListener("click", () => showsBar(!$("bar").classList.contains("open")));
$("show-wire").addEventListener("click", () => { here.wire = !here.wire; draw(); });
follow();
