// The console's API, and what the scripts of the page share.
'use strict';

const documentURL = new URL(location.href);
// The document that references in schemas point to, see `schemas.js`.
let api = {};
// The app and the server, from the overview.
let served = {};

// Calls the API and returns its JSON. Throws an error with the message of a response that is not successful.
const call = async (path, { method = 'GET', json } = {}) => {
  const response = await fetch(`/_swiftlet/api/${path}`, {
    method,
    headers: json === undefined ? {} : { 'Content-Type': 'application/json' },
    body: json === undefined ? undefined : JSON.stringify(json),
  });
  const text = await response.text();
  if (response.ok) return text ? JSON.parse(text) : undefined;
  let message = `${response.status} ${response.statusText}`;
  try {
    message = JSON.parse(text).message ?? message;
  } catch { /* Not an error of the API. */ }
  throw new Error(message);
};

// Returns the text of a resource, whose numbers JavaScript might not represent exactly.
const textOf = async (path) => {
  const response = await fetch(`/_swiftlet/api/${path}`);
  const text = await response.text();
  if (!response.ok) throw new Error(JSON.parse(text).message);
  return text;
};

const invocationPath = (id) => `invocations/${encodeURIComponent(id)}`;

let toastTimer;
// Shows a message for a few seconds, also to screen readers.
const toast = (text, isBad = false) => {
  const node = document.querySelector('#toast');
  node.textContent = text;
  node.className = isBad ? 'bad' : '';
  node.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { node.hidden = true; }, 5000);
};

// Runs an action of a button, which is disabled in the meantime, and shows its error.
const acting = (button, action) => async () => {
  button.disabled = true;
  try {
    await action();
  } catch (error) {
    toast(error.message, true);
  }
  button.disabled = false;
};

// A button that runs an action; a shortcut is a key that does the same.
const actionButton = (label, action, { key, ...attributes } = {}) => {
  const button = el('button', {
    type: 'button', 'data-key': key, 'aria-keyshortcuts': key, title: key && `Shortcut: ${key}`, ...attributes,
  }, label);
  button.addEventListener('click', acting(button, action));
  return button;
};

// Opens a dialog that is removed when it is closed.
const openDialog = (title, ...children) => {
  const close = el('button', { type: 'button', class: 'small', 'aria-label': 'Close', click: () => dialog.close() }, '✕');
  const dialog = el('dialog', { 'aria-label': title, close: () => dialog.remove() },
    el('div', { class: 'bar' }, el('h2', {}, title), close), children);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
};

// Copies a text, or shows it where the browser does not permit that, such as on a page without TLS on another machine.
const copy = async (text, what) => {
  try {
    await navigator.clipboard.writeText(text);
    toast(`Copied ${what}. It contains the credentials of the request.`);
  } catch {
    openDialog(`Copy ${what}`, el('pre', { tabindex: 0 }, text));
  }
};

const milliseconds = (number) => (number === undefined ? '' : `${number < 10 ? number.toFixed(1) : Math.round(number)} ms`);
const byteSize = (count) => (count < 1024 ? `${count} bytes` : count < 1048576 ? `${(count / 1024).toFixed(1)} KB`
  : `${(count / 1048576).toFixed(1)} MB`);
const plural = (count, word, words = `${word}s`) => `${count} ${count === 1 ? word : words}`;
const timeOfDay = (time) => new Date(time).toLocaleTimeString([], { hour12: false });
