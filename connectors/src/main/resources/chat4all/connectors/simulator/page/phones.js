"use strict";

const phones = document.querySelector("#phones");
const state = document.querySelector("#state");
const opened = new Set();
const shown = new Map();

async function call(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const answer = await fetch(path, options);
  const json = answer.status === 204 ? {} : await answer.json();
  if (!answer.ok) {
    throw new Error(json.detail || answer.statusText);
  }
  return json;
}

function element(name, className, text) {
  const created = document.createElement(name);
  created.className = className;
  created.textContent = text;
  return created;
}

/** What a platform calls a kind of message, in the page's language where it has a word for it. */
function kind(type) {
  const key = "type." + type;
  return key in TEXTS[tag] ? t(key) : type;
}

function bubble(message) {
  const item = element("li", message.from, "");
  if (message.deleted) {
    item.append(element("span", "gone", t("deleted")));
  } else {
    item.append(message.text || "[" + kind(message.type) + "]");
  }
  if (message.file) {
    const link = element("a", "file", " " + (message.file.filename || message.file.mime_type));
    link.href = "/sim/files/" + encodeURIComponent(message.file.id);
    link.target = "_blank";
    link.rel = "noopener";
    if (message.file.mime_type.startsWith("image/")) {
      const picture = element("img", "", "");
      picture.src = link.href;
      picture.alt = link.textContent.trim();
      picture.loading = "lazy";
      link.replaceChildren(picture);
    }
    item.append(link);
  }
  const emojis = Object.values(message.reactions).join(" ");
  const facts = [new Date(message.at).toLocaleTimeString(tag)];
  facts.push(message.from === "business" ? t("state." + message.state) : "", message.edits ? t("edited") : "", emojis);
  item.append(element("small", "", facts.filter(Boolean).join(" · ")));
  return item;
}

function phone(user, platform) {
  const key = user.id + " " + platform;
  if (!shown.has(key)) {
    const card = document.querySelector("#phone").content.cloneNode(true).firstElementChild;
    card.classList.add(platform);
    card.querySelector(".name").textContent = user.name;
    card.querySelector(".address").textContent = user.addresses[platform];
    const path = "/sim/users/" + encodeURIComponent(user.id);
    const input = card.querySelector("input");
    card.querySelector("form").addEventListener("submit", event => {
      event.preventDefault();
      act(path + "/send", { platform, type: "text", text: input.value });
      input.value = "";
    });
    card.querySelector(".read").addEventListener("click", () => act(path + "/read", { platform }));
    phones.append(card);
    shown.set(key, { card, drawn: "" });
  }
  return shown.get(key);
}

function draw(user, platform) {
  const messages = user.chats[platform].filter(message => message.shown_at);
  if (messages.length === 0 && !opened.has(user.addresses[platform]) && user.made_up) {
    return undefined;
  }
  const view = phone(user, platform);
  const drawn = JSON.stringify(messages);
  if (drawn !== view.drawn) {
    const list = view.card.querySelector(".messages");
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
    list.replaceChildren(...messages.map(bubble));
    if (atEnd || view.drawn === "") {
      list.scrollTop = list.scrollHeight;
    }
    view.drawn = drawn;
  }
  return user.id + " " + platform;
}

async function refresh() {
  try {
    const { users } = await call("/sim/users");
    const keys = new Set();
    for (const user of users) {
      Object.keys(user.chats).forEach(platform => keys.add(draw(user, platform)));
    }
    for (const [key, view] of shown) {
      if (!keys.has(key)) {
        view.card.remove();
        shown.delete(key);
      }
    }
    document.querySelector("#nobody").hidden = shown.size > 0;
    state.textContent = t("chats", { n: shown.size });
  } catch (failure) {
    state.textContent = t("refresh.failed", { reason: failure.message });
  }
}

async function act(path, body) {
  try {
    await call(path, body);
    await refresh();
  } catch (failure) {
    state.textContent = failure.message;
  }
}

document.querySelector("#somebody").addEventListener("submit", event => {
  event.preventDefault();
  const address = document.querySelector("#address").value.trim();
  opened.add(address);
  act("/sim/users/" + encodeURIComponent(address) + "/read", {});
});

async function live() {
  await refresh();
  setTimeout(live, document.hidden ? 5000 : 1000);
}

live();
