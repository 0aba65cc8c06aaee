/** Addresses and how people read them: `user_maria` is maria, `whatsapp:+5511…` is a number on WhatsApp. */
import { t } from './i18n.js';

const HUES = 8;
const USERNAME = /^[A-Za-z0-9_]{3,50}$/;
const RULES = {
  user: USERNAME,
  whatsapp: /^\+[1-9][0-9]{6,14}$/,
  instagram: /^(@[A-Za-z0-9._]{1,30}|[0-9]{1,32})$/,
  telegram: /^-?[0-9]{1,20}$/,
};

export const CHANNELS = ['user', 'whatsapp', 'instagram', 'telegram'];

export function channelOf(address) {
  const prefix = address?.split(':', 1)[0];
  return prefix !== 'user' && prefix in RULES && address.includes(':') ? prefix : 'user';
}

export function isExternal(address) {
  return channelOf(address) !== 'user';
}

export function displayName(address) {
  if (!address) {
    return '';
  }
  if (isExternal(address)) {
    return prettyNumber(address.slice(address.indexOf(':') + 1));
  }
  const name = address.replace(/^user_/, '');
  return name.length >= 3 ? name : address;
}

/** +5511987654321 → +55 11 98765-4321; other countries' numbers stay as they are. */
function prettyNumber(value) {
  return value.replace(/^\+55(\d{2})(\d{4,5})(\d{4})$/, '+55 $1 $2-$3');
}

export function initials(name) {
  const words = name.replace(/^[@+]/, '').split(/[\s_.-]+/).filter(Boolean);
  const letters = words.length > 1 ? [...words[0]][0] + [...words[words.length - 1]][0] : [...(words[0] ?? '?')].slice(0, 2).join('');
  return letters.toLocaleUpperCase();
}

/** One of eight colours, always the same for the same text. */
export function hue(text) {
  let sum = 0;
  for (const character of text) {
    sum = (sum * 31 + character.codePointAt(0)) % 9_973;
  }
  return sum % HUES;
}

/** What somebody typed as an address, or null when it cannot be one. */
export function addressOf(channel, typed) {
  const value = channel === 'whatsapp' ? typed.replace(/[\s().-]/g, '') : typed.trim();
  if (!RULES[channel].test(value)) {
    return null;
  }
  if (channel === 'user') {
    return value.startsWith('user_') ? value : `user_${value}`;
  }
  return `${channel}:${value}`;
}

/** Who a conversation is with, seen by `me`. */
export function titleOf(conversation, me) {
  if (conversation.name) {
    return conversation.name;
  }
  if (conversation.contact) {
    return displayName(conversation.contact);
  }
  const others = conversation.members.map((member) => member.user_id).filter((id) => id !== me);
  if (others.length > 0) {
    return others.slice(0, 3).map(displayName).join(', ');
  }
  return conversation.type === 'group' ? t('group.untitled') : conversation.conversation_id;
}
