/** Files: sent with progress, shown when they are images, downloaded. Only so much of them is kept as can be in view. */
import { call, chat, path } from './session.js';
import { changed } from './store.js';
import { WINDOW } from './timeline.js';

/** Pictures of each form: small ones as many as a conversation can show at once, whole ones hardly more than the open one. */
const MOST = { thumbnail: WINDOW + 20, content: 4 };
const LARGEST_PICTURE = 12 * 1024 * 1024;
const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

const known = new Map();
const pictures = { thumbnail: new Map(), content: new Map() };

export function isImage(file) {
  return IMAGES.includes(file?.mimetype);
}

function isShown(file) {
  return isImage(file) || /^(audio|video)\//.test(file.mimetype);
}

/** Uploads with progress from 0 to 1. fetch cannot tell it, so this is the one request that the client does not make. */
export async function upload(conversationId, file, { onProgress, signal }) {
  const token = await chat.token();
  const form = new FormData();
  form.append('conversation_id', conversationId);
  form.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/v1/files');
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () =>
      request.status === 201 ? resolve(request.response) : reject({ ...request.response, status: request.status, unsupported: request.status === 404 });
    request.onerror = () => reject({});
    request.onabort = () => reject({ aborted: true });
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}

/** What is known of a message's file; asked for once when the message does not say it. */
export function fileOf(message) {
  if (message.file?.filename) {
    return { file_id: message.file_id, ...message.file };
  }
  if (!known.has(message.file_id)) {
    known.set(message.file_id, null);
    if (known.size > WINDOW + 20) {
      known.delete(known.keys().next().value);
    }
    call('GET', path('files', message.file_id))
      .then((file) => known.set(message.file_id, file))
      .then(changed)
      .catch(() => {});
  }
  return known.get(message.file_id);
}

/** The address of an image's small picture in this page, null while it is on its way and when there is none. */
export function previewOf(file) {
  return picture(file.file_id, 'thumbnail');
}

/** The address of the image itself in this page, null while it is on its way and when it is too large for that. */
export function pictureOf(file) {
  return file.size_bytes > LARGEST_PICTURE ? null : picture(file.file_id, 'content');
}

function picture(id, form) {
  const kept = pictures[form];
  const url = kept.get(id) ?? null;
  if (!kept.has(id)) {
    fetchPicture(id, form);
  }
  kept.delete(id);
  kept.set(id, url);
  return url;
}

async function fetchPicture(id, form) {
  try {
    const answer = await fetch(path('files', id, form), {
      headers: { Authorization: `Bearer ${await chat.token()}` },
    });
    if (answer.ok) {
      pictures[form].set(id, URL.createObjectURL(await answer.blob()));
      forgetOldest(form);
      changed();
    }
  } catch {
    // The file can still be downloaded.
  }
}

function forgetOldest(form) {
  const kept = pictures[form];
  while (kept.size > MOST[form]) {
    const [id, url] = kept.entries().next().value;
    if (url) {
      URL.revokeObjectURL(url);
    }
    kept.delete(id);
  }
}

export async function download(file) {
  const { download_url, filename } = await call('GET', path('files', file.file_id, 'download'));
  const link = document.createElement('a');
  link.href = download_url;
  link.download = filename;
  if (isShown(file)) {
    // The browser opens it instead of saving it: not in this page's place.
    link.target = '_blank';
  }
  link.rel = 'noopener';
  link.click();
}
