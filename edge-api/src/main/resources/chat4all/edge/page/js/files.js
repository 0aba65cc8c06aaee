/** Files: sent with progress, shown when they are images, downloaded. Previews are kept for the last few only. */
import { call, chat, path } from './session.js';
import { changed } from './store.js';

const PREVIEWS = 40;
const LARGEST_PREVIEW = 12 * 1024 * 1024;
const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

const known = new Map();
const previews = new Map();

export function isImage(file) {
  return IMAGES.includes(file?.mimetype);
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
    call('GET', path('files', message.file_id))
      .then((file) => known.set(message.file_id, file))
      .then(changed)
      .catch(() => {});
  }
  return known.get(message.file_id);
}

/** The address of an image's picture in this page, null while it is on its way. */
export function previewOf(file) {
  const id = file.file_id;
  if (previews.has(id)) {
    const url = previews.get(id);
    previews.delete(id);
    previews.set(id, url);
    return url;
  }
  previews.set(id, null);
  if (!(file.size_bytes > LARGEST_PREVIEW)) {
    fetchPicture(id);
  }
  return null;
}

async function fetchPicture(id) {
  try {
    const answer = await fetch(path('files', id, 'content'), {
      headers: { Authorization: `Bearer ${await chat.token()}` },
    });
    if (answer.ok) {
      previews.set(id, URL.createObjectURL(await answer.blob()));
      forgetOldest();
      changed();
    }
  } catch {
    // The file can still be downloaded.
  }
}

function forgetOldest() {
  while (previews.size > PREVIEWS) {
    const [id, url] = previews.entries().next().value;
    URL.revokeObjectURL(url);
    previews.delete(id);
  }
}

export async function download(file) {
  const { download_url, filename } = await call('GET', path('files', file.file_id, 'download'));
  const link = document.createElement('a');
  link.href = download_url;
  link.download = filename;
  link.rel = 'noopener';
  link.click();
}
