/**
 * Large files: in parts, straight into the store. A cut connection costs a part, a pause costs nothing, and the same file
 * picked again after a reload goes on where it was.
 */
import { call, path } from './session.js';

/** From here on a file goes in parts. */
export const LARGE = 16 * 1024 * 1024;

/** Parts on their way: the line is not idle while the store closes one. */
const AT_ONCE = 2;
const CHUNK = 1024 * 1024;
const LONGEST_PAUSE_MS = 30_000;
const ASK_EVERY_MS = 1_000;

export class PartedUpload {
  #conversationId;
  #file;
  #onProgress;
  #signal;
  #requests = new Set();
  #wake = null;
  paused = false;

  constructor(conversationId, file, { onProgress, signal }) {
    this.#conversationId = conversationId;
    this.#file = file;
    this.#onProgress = onProgress;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#stir(), { once: true });
  }

  pause() {
    this.paused = true;
    this.#abort();
  }

  resume() {
    this.paused = false;
    this.#stir();
  }

  #stir() {
    this.#abort();
    this.#wake?.();
  }

  #abort() {
    this.#requests.forEach((request) => request.abort());
  }

  /** What is known of the file when it is ready; `unreachable` is thrown when this browser cannot reach the store. */
  async run() {
    const digest = checksum(this.#file, this.#signal);
    digest.catch(() => {});
    const upload = await this.#begun();
    try {
      await this.#putAll(upload);
      const file = await call('POST', path('files', 'complete'), { upload_id: upload, checksum: await digest });
      const ready = await this.#ready(file);
      localStorage.removeItem(this.#key());
      return ready;
    } catch (error) {
      if (this.#signal.aborted || error.unreachable || error.code === 'digest-mismatch') {
        localStorage.removeItem(this.#key());
        call('DELETE', path('files', 'uploads', upload)).catch(() => {});
      }
      throw this.#signal.aborted ? { aborted: true } : error;
    }
  }

  #key() {
    const { name, size, lastModified } = this.#file;
    return `chat4all.upload.${JSON.stringify([this.#conversationId, name, size, lastModified])}`;
  }

  /** The upload that an earlier visit began, or a new one. */
  async #begun() {
    const known = localStorage.getItem(this.#key());
    if (known) {
      try {
        await call('GET', path('files', 'uploads', known));
        return known;
      } catch (error) {
        if (error.status !== 404) {
          throw error;
        }
      }
    }
    const { name, size, type } = this.#file;
    const begun = await call('POST', path('files', 'initiate'), {
      conversation_id: this.#conversationId,
      filename: name,
      size_bytes: size,
      ...(type ? { mimetype: type } : {}),
    });
    localStorage.setItem(this.#key(), begun.upload_id);
    return begun.upload_id;
  }

  /** Asks what is missing and puts it, again and again until nothing is. */
  async #putAll(upload) {
    let came = false;
    for (let failures = 0; ; ) {
      await this.#unpaused();
      const { state, missing, part_size: partSize } = await this.#asked(upload);
      if (state !== 'uploading' || missing.length === 0) {
        return;
      }
      const lacking = missing.reduce((sum, part) => sum + part.size_bytes, 0);
      came ||= lacking < this.#file.size;
      try {
        await this.#put(missing, partSize, this.#file.size - lacking);
        failures = 0;
      } catch {
        failures = this.paused ? 0 : failures + 1;
        if (!came && failures > 1) {
          throw { unreachable: true };
        }
        await this.#rest(this.paused ? 0 : Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** failures));
      }
    }
  }

  async #asked(upload) {
    for (;;) {
      try {
        return await call('GET', path('files', 'uploads', upload));
      } catch (error) {
        this.#signal.throwIfAborted();
        if (error.status && error.status < 500) {
          throw error;
        }
        await this.#rest(ASK_EVERY_MS);
      }
    }
  }

  async #put(missing, partSize, before) {
    const left = [...missing];
    const sent = new Map();
    const onSent = (number, bytes) => {
      sent.set(number, bytes);
      this.#onProgress([...sent.values()].reduce((sum, each) => sum + each, before) / this.#file.size);
    };
    const lines = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => this.#putEach(left, partSize, onSent)));
    const failed = lines.find(({ status }) => status === 'rejected');
    if (failed) {
      throw failed.reason;
    }
  }

  /** One part after the other; when one fails, no other is begun. */
  async #putEach(left, partSize, onSent) {
    try {
      for (let part = left.shift(); part && !this.paused; part = left.shift()) {
        this.#signal.throwIfAborted();
        const { part_number: number, size_bytes: size, url } = part;
        const from = (number - 1) * partSize;
        await this.#send(url, this.#file.slice(from, from + size), (bytes) => onSent(number, bytes));
        onSent(number, size);
      }
    } catch (error) {
      left.length = 0;
      throw error;
    }
  }

  #send(url, bytes, onSent) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.#requests.add(request);
      request.open('PUT', url);
      request.upload.onprogress = ({ loaded }) => onSent(loaded);
      request.onload = () => (request.status === 200 ? resolve() : reject({ status: request.status }));
      request.onerror = reject;
      request.onabort = reject;
      request.onloadend = () => this.#requests.delete(request);
      request.send(bytes);
    });
  }

  async #ready(file) {
    let known = file;
    while (known.state === 'verifying') {
      await this.#rest(ASK_EVERY_MS);
      known = await call('GET', path('files', file.file_id));
    }
    if (known.state !== 'ready') {
      throw { code: known.state };
    }
    return known;
  }

  async #unpaused() {
    this.#signal.throwIfAborted();
    if (this.paused) {
      await new Promise((resolve) => (this.#wake = resolve));
      this.#signal.throwIfAborted();
    }
  }

  /** A while, or until somebody resumes or cancels. */
  async #rest(ms) {
    await new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, ms);
    });
    this.#signal.throwIfAborted();
  }
}

/** Read in pieces, so that a file of any size fits; the browser's own digest takes only a whole. */
async function checksum(file, signal) {
  const { sha256 } = await import('../vendor/noble-hashes/sha2.js');
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += CHUNK) {
    signal.throwIfAborted();
    hash.update(new Uint8Array(await file.slice(at, at + CHUNK).arrayBuffer()));
  }
  return `sha256:${Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
