"use strict";

/** The page's texts, by the language's tag. `{n}` is filled in; `.one` and `.other` are chosen by a number. */
const TEXTS = {
  en: {
    "title": "Phones",
    "connecting": "connecting …",
    "address": "Address",
    "open": "Open phone",
    "nobody": "No phone yet. Send a message to any address, or open a phone above and write from it.",
    "message": "Message",
    "send": "Send",
    "read": "Read",
    "readHint": "Mark as read",
    "refresh.failed": "The simulator does not answer: {reason}",
    "chats.one": "{n} chat",
    "chats.other": "{n} chats",
    "deleted": "deleted",
    "edited": "edited",
    "state.accepted": "accepted",
    "state.delivered": "delivered",
    "state.read": "read",
    "state.failed": "failed",
    "type.image": "image",
    "type.video": "video",
    "type.audio": "audio",
    "type.voice": "voice message",
    "type.document": "document",
    "type.sticker": "sticker",
    "type.location": "location",
    "type.contacts": "contact",
    "type.template": "template",
    "type.interactive": "choices",
  },
  "pt-BR": {
    "title": "Celulares",
    "connecting": "conectando …",
    "address": "Endereço",
    "open": "Abrir celular",
    "nobody": "Nenhum celular ainda. Envie uma mensagem a qualquer endereço, ou abra um celular acima e escreva dele.",
    "message": "Mensagem",
    "send": "Enviar",
    "read": "Lida",
    "readHint": "Marcar como lida",
    "refresh.failed": "O simulador não responde: {reason}",
    "chats.one": "{n} conversa",
    "chats.other": "{n} conversas",
    "deleted": "apagada",
    "edited": "editada",
    "state.accepted": "aceita",
    "state.delivered": "entregue",
    "state.read": "lida",
    "state.failed": "falhou",
    "type.image": "imagem",
    "type.video": "vídeo",
    "type.audio": "áudio",
    "type.voice": "mensagem de voz",
    "type.document": "documento",
    "type.sticker": "figurinha",
    "type.location": "localização",
    "type.contacts": "contato",
    "type.template": "modelo",
    "type.interactive": "opções",
  },
};

/** `?lang=pt-BR`, as the web page links here, or else what the browser prefers. */
function language() {
  const asked = new URLSearchParams(location.search).get("lang");
  const first = [asked, ...navigator.languages].find(tag => /^(pt|en)\b/i.test(tag ?? ""));
  return /^pt/i.test(first ?? "") ? "pt-BR" : "en";
}

const tag = language();
const plural = new Intl.PluralRules(tag);

function t(key, values = {}) {
  const text = TEXTS[tag][key] ?? TEXTS[tag][`${key}.${plural.select(values.n ?? 0)}`];
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Fills in what the document leaves to be said: contents, labels, tooltips and placeholders. */
function translate(root) {
  for (const found of root.querySelectorAll("[data-text]")) {
    found.textContent = t(found.dataset.text);
  }
  for (const found of root.querySelectorAll("[data-label]")) {
    found.setAttribute("aria-label", t(found.dataset.label));
  }
  for (const found of root.querySelectorAll("[data-title]")) {
    found.title = t(found.dataset.title);
  }
  for (const found of root.querySelectorAll("[data-placeholder]")) {
    found.placeholder = t(found.dataset.placeholder);
  }
}

document.documentElement.lang = tag;
document.title = "Chat4All · " + t("title");
translate(document);
document.querySelectorAll("template").forEach(template => translate(template.content));
