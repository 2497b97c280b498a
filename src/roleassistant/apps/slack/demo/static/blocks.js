"use strict";
// Blocks as Slack shows them. `act(blockId, element, chosen)` is called for what a person does.

const worded = (text) =>
  text.type === "mrkdwn" ? mrkdwn(text.text) : make("span", "pre-wrap", emoji(text.text));

function optionsOf(part) {
  const groups = part.option_groups || [{ label: null, options: part.options || [] }];
  return groups.flatMap((group) => {
    const options = group.options.map((option) => {
      const node = make("option", "", option.text.text);
      node.value = option.value;
      return node;
    });
    if (!group.label) return options;
    const titled = make("optgroup", "", ...options);
    titled.label = group.label.text;
    return [titled];
  });
}

function chooser(part, changed) {
  const several = part.type.startsWith("multi_");
  const select = make("select", "");
  select.multiple = several;
  if (!several) {
    const hint = make("option", "", part.placeholder ? part.placeholder.text : "Choose one");
    hint.value = "";
    hint.disabled = true;
    hint.selected = !part.initial_option;
    select.append(hint);
  }
  select.append(...optionsOf(part));
  if (part.initial_option) select.value = part.initial_option.value;
  const given = (part.initial_options || []).map((option) => option.value);
  for (const option of select.options) if (given.includes(option.value)) option.selected = true;
  select.dataset.action = part.action_id || "";
  select.addEventListener("change", () => changed(select.value));
  return select;
}

// Channels or people to choose from are those of the workspace.
function directory(part, names, initial, changed) {
  const options = Object.entries(names).map(([value, name]) =>
    ({ value, text: { type: "plain_text", text: name } }));
  const chosen = options.find((option) => option.value === part[initial]);
  return chooser({ ...part, options, initial_option: chosen }, changed);
}

function ticks(part, changed) {
  const kind = part.type === "checkboxes" ? "checkbox" : "radio";
  const group = make("div", "ticks");
  const given = [...(part.initial_options || []), part.initial_option].filter(Boolean);
  const name = "g" + Math.random().toString(36).slice(2);
  for (const option of part.options) {
    const box = make("input");
    Object.assign(box, { type: kind, name, value: option.value });
    box.checked = given.some((one) => one.value === option.value);
    box.addEventListener("change", () => changed(option.value));
    const detail = option.description ? make("small", "", worded(option.description)) : null;
    group.append(make("label", "", box, worded(option.text), detail));
  }
  group.dataset.action = part.action_id || "";
  return group;
}

function typed(part, changed) {
  const field = make(part.multiline ? "textarea" : "input", "");
  field.value = part.initial_value || "";
  field.placeholder = part.placeholder ? part.placeholder.text : "";
  if (part.max_length) field.maxLength = part.max_length;
  field.dataset.action = part.action_id || "";
  field.addEventListener("change", () => changed(field.value));
  return field;
}

function button(part, changed) {
  const node = make("button", "button " + (part.style || ""), emoji(part.text.text));
  node.type = "button";
  if (part.accessibility_label) node.title = part.accessibility_label;
  node.addEventListener("click", () => {
    const wording = part.confirm && part.confirm.text.text;
    if (wording && !window.confirm(wording)) return;
    if (part.url) window.open(part.url, "_blank", "noopener");
    changed(null);
  });
  return node;
}

// Drawn, not an emoji: not every machine has a font for those.
function thumb() {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("viewBox", "0 0 20 20");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", "M3 9h3v8H3zM7 16.5V9l3.2-6c1.6 0 2.1 1.2 1.8 2.4L11.4 8H16c1 0 1.6.9 1.4 " +
    "1.8l-1.2 5.4c-.2.8-.9 1.3-1.6 1.3z");
  drawing.append(path);
  return drawing;
}

function feedback(part, changed) {
  return make("span", "feedback", ...["positive", "negative"].map((which) => {
    const said = part[which + "_button"];
    const node = make("button", "icon " + which, thumb());
    node.type = "button";
    node.title = said.accessibility_label || said.text.text;
    node.addEventListener("click", () => {
      node.parentNode.querySelectorAll("button").forEach((one) => one.classList.remove("on"));
      node.classList.add("on");
      changed(which);
    });
    return node;
  }));
}

function elementNode(block, part, act) {
  const changed = (chosen) => act(block.block_id, part, chosen);
  switch (part.type) {
    case "button": return button(part, changed);
    case "feedback_buttons": return feedback(part, changed);
    case "icon_button": return button({ ...part, text: { text: "✕" } }, changed);
    case "static_select": case "multi_static_select": return chooser(part, changed);
    case "overflow": return chooser({ ...part, placeholder: { text: "⋯" } }, changed);
    case "conversations_select": return directory(part, places, "initial_conversation", changed);
    case "users_select": return directory(part, people, "initial_user", changed);
    case "checkboxes": case "radio_buttons": return ticks(part, changed);
    case "plain_text_input": return typed(part, changed);
    case "image": {
      const image = make("span", "image", "▧ " + part.alt_text);
      return image;
    }
    default: return "text" in part ? worded(part) : make("em", "", part.type);
  }
}

function richInline(part) {
  const style = part.style || {};
  let node;
  if (part.type === "text") node = make(style.code ? "code" : "span", "", part.text);
  else if (part.type === "link") node = special(part.url + (part.text ? "|" + part.text : ""));
  else if (part.type === "emoji") node = make("span", "", emoji(":" + part.name + ":"));
  else if (part.type === "user") node = special("@" + part.user_id);
  else if (part.type === "channel") node = special("#" + part.channel_id);
  else if (part.type === "broadcast") node = special("!" + part.range);
  else node = make("span", "", part.fallback || part.type);
  for (const name of ["bold", "italic", "strike", "underline"]) {
    if (style[name]) node.classList.add(name);
  }
  return node;
}

function rich(elements) {
  return elements.map((part) => {
    const inner = () => part.elements.map(richInline);
    switch (part.type) {
      case "rich_text_list": {
        const list = make(part.style === "ordered" ? "ol" : "ul", "");
        list.append(...part.elements.map((one) => make("li", "", ...one.elements.map(richInline))));
        list.style.marginLeft = (part.indent || 0) * 20 + "px";
        return list;
      }
      case "rich_text_quote": return make("blockquote", "", ...inner());
      case "rich_text_preformatted": return make("pre", "", ...inner());
      default: return make("div", "pre-wrap", ...inner());
    }
  });
}

function tableNode(block) {
  const settings = block.column_settings || [];
  const cell = (value, column, tag) => {
    const node = make(tag, "");
    if (value.type === "rich_text") node.append(...rich(value.elements));
    else node.append(value.type === "raw_number" ? value.text || value.value : value.text);
    const setting = settings[column] || {};
    if (setting.align) node.style.textAlign = setting.align;
    if (!setting.is_wrapped) node.classList.add("nowrap");
    return node;
  };
  const rows = block.rows.map((row, number) =>
    make("tr", "", ...row.map((value, column) => cell(value, column, number ? "td" : "th"))));
  return make("div", "table", make("table", "grid", ...rows));
}

const TASK = { pending: "○", in_progress: "◐", complete: "●", error: "✕" };
function taskNode(task) {
  const node = make("div", "task " + task.status, TASK[task.status] + " " + task.title);
  for (const name of ["details", "output"]) {
    const said = task[name];
    if (said) node.append(make("small", "", ...(said.elements ? rich(said.elements) : [said])));
  }
  return node;
}

function blockNode(block, act) {
  switch (block.type) {
    case "section": {
      const node = make("div", "section");
      const body = make("div", "body", block.text ? worded(block.text) : null);
      if (block.fields) body.append(make("div", "fields", ...block.fields.map(worded)));
      node.append(body);
      if (block.accessory) node.append(elementNode(block, block.accessory, act));
      return node;
    }
    case "header": return make("h3", "", emoji(block.text.text));
    case "divider": return make("hr");
    case "markdown": return markdown(block.text);
    case "rich_text": return make("div", "", ...rich(block.elements));
    case "table": return tableNode(block);
    case "context":
      return make("div", "context", ...block.elements.map((one) => elementNode(block, one, act)));
    case "actions":
      return make("div", "actions", ...block.elements.map((one) => elementNode(block, one, act)));
    case "context_actions":
      return make("div", "context_actions",
        ...block.elements.map((one) => elementNode(block, one, act)));
    case "input": {
      const optional = block.optional ? make("small", "", " (optional)") : null;
      const hint = block.hint ? make("small", "hint", block.hint.text) : null;
      const label = make("div", "label", block.label.text, optional);
      const node = make("div", "input", label, elementNode(block, block.element, act), hint);
      node.dataset.block = block.block_id;
      return node;
    }
    case "task_card": return taskNode(block);
    case "plan": return make("div", "plan", make("b", "", block.title), ...block.tasks.map(taskNode));
    case "alert": return make("div", "alert " + (block.level || "default"), worded(block.text));
    case "image": return make("div", "image", "▧ " + block.alt_text);
    default: return make("em", "", block.type);
  }
}

const blocksNode = (blocks, act) =>
  make("div", "blocks", ...blocks.map((block) => blockNode(block, act)));

// What a message holds: its stream, its tasks, its blocks; its text only where it has none of them.
function contentNode(message, act) {
  const node = make("div", "content");
  const tasks = Object.values(message.tasks || {});
  if (tasks.length || message.plan) {
    const title = message.plan ? make("b", "", message.plan) : null;
    node.append(make("div", "plan", title, ...tasks.map(taskNode)));
  }
  if (message.markdown) node.append(markdown(message.markdown));
  if (message.blocks.length) node.append(blocksNode(message.blocks, act));
  if (!message.markdown && !message.blocks.length && message.text) node.append(mrkdwn(message.text));
  if (message.streaming) node.append(make("span", "caret", "▍"));
  for (const file of message.files || []) {
    node.append(make("div", "file", "▤ ", make("b", "", file.title || file.name),
      file.content ? make("pre", "", file.content) : null));
  }
  return node;
}
