/** What happened to a group, as a sentence. */
import { t } from '../i18n.js';
import { displayName } from '../names.js';
import { state } from '../store.js';

const KNOWN = ['conversation.created', 'conversation.renamed', 'member.added', 'member.removed', 'member.promoted'];

export function systemText({ event, sender_id, data }) {
  if (!KNOWN.includes(event)) {
    return event ?? '';
  }
  const who = name(sender_id);
  const left = event === 'member.removed' && data?.user_id === sender_id;
  return t(left ? 'system.member.left' : `system.${event}`, { who, whom: name(data?.user_id), name: data?.name ?? '' });
}

function name(id) {
  return id === state.me ? t('message.you') : displayName(id);
}
