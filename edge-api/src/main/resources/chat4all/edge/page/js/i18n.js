/** Texts, numbers and times in the language of the browser, or the one that was chosen. */
import en from './en.js';
import ptBR from './pt-BR.js';

const KEY = 'chat4all.language';
const CATALOGUES = { en, 'pt-BR': ptBR };

export const LANGUAGES = { en: 'English', 'pt-BR': 'Português (Brasil)' };

const DAY_MS = 86_400_000;

let language;
let plural;
let formats;

function preferred() {
  const chosen = localStorage.getItem(KEY);
  if (chosen in CATALOGUES) {
    return chosen;
  }
  const first = navigator.languages.find((tag) => /^(pt|en)\b/i.test(tag)) ?? 'en';
  return /^pt/i.test(first) ? 'pt-BR' : 'en';
}

function use(tag) {
  language = tag;
  plural = new Intl.PluralRules(tag);
  formats = {
    time: new Intl.DateTimeFormat(tag, { hour: tag === 'en' ? 'numeric' : '2-digit', minute: '2-digit' }),
    weekday: new Intl.DateTimeFormat(tag, { weekday: 'long' }),
    shortWeekday: new Intl.DateTimeFormat(tag, { weekday: 'short' }),
    day: new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', year: 'numeric' }),
    shortDay: new Intl.DateTimeFormat(tag, { day: '2-digit', month: '2-digit', year: '2-digit' }),
    moment: new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' }),
    number: new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }),
  };
  document.documentElement.lang = tag;
}

use(preferred());

export function currentLanguage() {
  return language;
}

export function chooseLanguage(tag) {
  localStorage.setItem(KEY, tag);
  use(tag);
}

/** The text of a key with `{names}` filled in; a value `n` chooses between `.one` and `.other` where there are both. */
export function t(key, values = {}) {
  const catalogue = CATALOGUES[language];
  const text = catalogue[key] ?? catalogue[`${key}.${plural.select(values.n ?? 0)}`] ?? catalogue[`${key}.other`];
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

export function has(key) {
  return key in CATALOGUES[language];
}

export function number(value) {
  return formats.number.format(value);
}

export function clock(ms) {
  return formats.time.format(ms);
}

export function moment(value) {
  return formats.moment.format(new Date(value));
}

function daysAgo(ms) {
  const midnight = new Date().setHours(0, 0, 0, 0);
  return Math.ceil((midnight - new Date(ms).setHours(0, 0, 0, 0)) / DAY_MS);
}

/** A day as a person says it: today, yesterday, Monday, 3 May 2026. */
export function day(ms) {
  const ago = daysAgo(ms);
  if (ago <= 0) {
    return t('chat.today');
  }
  if (ago === 1) {
    return t('chat.yesterday');
  }
  return (ago < 7 ? formats.weekday : formats.day).format(ms);
}

/** When something was, short enough for a list. */
export function ago(ms) {
  const days = daysAgo(ms);
  if (days <= 0) {
    return clock(ms);
  }
  if (days === 1) {
    return t('chat.yesterday');
  }
  return (days < 7 ? formats.shortWeekday : formats.shortDay).format(ms);
}

export function size(bytes) {
  const units = ['B', 'KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${number(value)} ${units[unit]}`;
}

/** What went wrong, for a person. */
export function problem(error) {
  if (error?.status === undefined) {
    return t('problem.network');
  }
  if (error.status === 501 || error.status === 405 || (error.status === 404 && error.unsupported)) {
    return t('problem.unsupported');
  }
  return reason(error.code, error.message);
}

/** A stable code as a text; what is not in the catalogue keeps the server's words. */
export function reason(code, detail) {
  return has(`problem.${code}`) ? t(`problem.${code}`) : detail || t('problem.other');
}
