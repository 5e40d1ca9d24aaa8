// The list of invocations, latest first.
'use strict';

// The summaries by ID.
const summaries = new Map();

const statusBadge = ({ status, failure, milliseconds: duration }) => {
  if (failure) return el('span', { class: 'badge bad', title: failure }, status ?? 'failed');
  if (status !== undefined) return el('span', { class: `badge ${status < 400 ? 'good' : 'bad'}` }, status);
  return el('span', { class: `badge ${duration === undefined ? '' : 'good'}` }, duration === undefined ? '…' : 'done');
};

const nameOf = ({ method, target, handler }) => (method ? [
  el('span', { class: `method ${method.toLowerCase()}` }, method), ' ', el('span', { class: 'target' }, target),
] : [el('span', { class: 'method' }, 'EVENT'), ' ', el('span', { class: 'target' }, handler ?? 'app')]);

const listItem = (entry) => {
  const { id, time, milliseconds: duration, failure, shape, queries, warnings } = entry;
  const notes = [timeOfDay(time), shape ?? 'event', milliseconds(duration), queries > 0 && plural(queries, 'query',
    'queries'), failure].filter(Boolean).join(' · ');
  return el('li', {}, el('a', { href: `#/invocations/${encodeURIComponent(id)}`, 'data-id': id },
    statusBadge(entry),
    el('span', { class: 'line' }, nameOf(entry)),
    el('span', { class: 'notes' }, notes, warnings > 0 && el('span', { class: 'bad' }, ` · ${plural(warnings, 'warning')}`))));
};

// Marks the invocation that is shown.
const markCurrent = () => {
  const id = currentID();
  for (const link of document.querySelectorAll('#list a')) {
    if (link.dataset.id === id) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
};

const filterList = () => {
  const words = document.querySelector('#filter').value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const item of document.querySelectorAll('#list li')) {
    const text = item.textContent.toLowerCase();
    item.hidden = !words.every((word) => text.includes(word));
  }
};

// Inserts or replaces an invocation; keeps the focus of a link that is replaced.
const updateList = (entry) => {
  const list = document.querySelector('#list');
  const isNew = !summaries.has(entry.id);
  summaries.set(entry.id, entry);
  const item = listItem(entry);
  const known = list.querySelector(`a[data-id="${CSS.escape(entry.id)}"]`);
  if (isNew || !known) {
    list.prepend(item);
  } else {
    const hasFocus = known === document.activeElement;
    known.parentElement.replaceWith(item);
    if (hasFocus) item.firstElementChild.focus();
  }
  while (list.childElementCount > 200) {
    summaries.delete(list.lastElementChild.firstElementChild.dataset.id);
    list.lastElementChild.remove();
  }
  document.querySelector('#empty').hidden = true;
  markCurrent();
  filterList();
};

const clearList = () => {
  summaries.clear();
  document.querySelector('#list').replaceChildren();
  document.querySelector('#empty').hidden = false;
};

// Moves to the next or the previous visible invocation.
const moveInList = (step) => {
  const links = [...document.querySelectorAll('#list li:not([hidden]) a')];
  const index = links.findIndex((link) => link.dataset.id === currentID());
  const link = links[index < 0 ? 0 : Math.max(0, Math.min(links.length - 1, index + step))];
  link?.focus();
  link?.click();
};
