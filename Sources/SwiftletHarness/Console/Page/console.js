// The views of the console, its shortcuts, and the stream of invocations.
'use strict';

const content = document.querySelector('#content');

// The parts of the view in the URL: `#/invocations/ID`, `#/edit/ID`, `#/new`, `#/new/endpoint/NAME`, `#/new/source/NAME`.
const viewParts = () => location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
const currentID = () => (viewParts()[0] === 'invocations' ? viewParts()[1] : undefined);

let viewNumber = 0;

const viewOf = async ([view, first, second], showsSecrets) => {
  switch (view) {
    case 'invocations': {
      const entry = await call(`${invocationPath(first)}${showsSecrets ? '?secrets=shown' : ''}`);
      return detailsView(entry, (shows) => show(shows));
    }
    case 'edit':
      catalog ??= await call('catalog');
      return editForm(first);
    case 'new': return newForm(first, second);
    default:
      return el('p', { class: 'notes hint' }, 'Choose an invocation, or send a new request. Press ? for all shortcuts.');
  }
};

// Shows the view of the URL; a view that was replaced in the meantime is dropped.
const show = async (showsSecrets = false, movesFocus = false) => {
  viewNumber += 1;
  const number = viewNumber;
  const parts = viewParts();
  document.body.classList.toggle('has-view', parts[0] !== '');
  markCurrent();
  let view;
  try {
    view = await viewOf(parts, showsSecrets);
  } catch (error) {
    view = el('p', { class: 'bad', role: 'alert' }, error.message);
  }
  if (number !== viewNumber) return;
  content.replaceChildren(...[view].flat(Infinity).filter(Boolean));
  content.dataset.view = parts.join('/');
  if (movesFocus) content.focus({ preventScroll: true });
};

const shortcuts = [
  ['j, k', 'next, previous invocation'], ['n', 'new request'], ['/', 'filter the list'], ['r', 'send again'],
  ['e', 'edit and send'], ['s', 'save as an event file'], ['c', 'copy as curl'], ['a', 'copy as aws lambda invoke'],
  ['v', 'show or hide secrets'], ['Ctrl+Enter', 'send the form'], ['Esc', 'close a dialog'], ['?', 'this list'],
];

const showShortcuts = () => openDialog('Shortcuts', el('dl', { class: 'headers' }, shortcuts.map(([key, text]) => [
  el('dt', {}, key.split(', ').map((one) => [el('kbd', {}, one), ' '])), el('dd', {}, text)])));

const onKey = (event) => {
  const isTyping = /^(input|textarea|select)$/i.test(event.target.tagName) || document.querySelector('dialog[open]');
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const actions = {
    j: () => moveInList(1), k: () => moveInList(-1), n: () => { location.hash = '#/new'; },
    '/': () => document.querySelector('#filter').focus(), '?': showShortcuts,
  };
  const action = actions[event.key] ?? (() => content.querySelector(`button[data-key="${CSS.escape(event.key)}"]`)?.click());
  if (!actions[event.key] && !/^[a-z]$/.test(event.key)) return;
  event.preventDefault();
  action();
};

const setState = (text, isLive) => {
  const state = document.querySelector('#state');
  state.textContent = text;
  state.className = isLive ? 'live' : 'bad';
};

const load = async () => {
  served = await call('invocations');
  const { title, version, shape, streams, program, invocations } = served;
  document.title = `${title} · Console`;
  document.querySelector('h1').replaceChildren(title, ' ', el('small', {}, version));
  setState(['Live', shapeNames[shape] ?? shape, streams && 'streamed', program && `through ${program}`].filter(Boolean)
    .join(' · '), true);
  clearList();
  invocations.forEach(updateList);
  if (!invocations.length) document.querySelector('#empty').hidden = false;
};

// Follows the invocations; after an interruption, such as a restart of the server, everything is loaded again.
const follow = () => {
  const source = new EventSource('/_swiftlet/api/stream');
  let isFirst = true;
  source.addEventListener('open', async () => {
    try {
      await load();
      if (isFirst) await show();
      isFirst = false;
    } catch (error) {
      setState(error.message, false);
    }
  });
  source.addEventListener('entry', (event) => {
    const entry = JSON.parse(event.data);
    updateList(entry);
    // An invocation that is shown while it is running is completed.
    if (entry.id === currentID() && entry.milliseconds !== undefined) show();
  });
  source.addEventListener('cleared', clearList);
  source.addEventListener('error', () => {
    setState('Disconnected: waiting for the server', false);
    // The browser gives up after a response that is not a stream.
    if (source.readyState === EventSource.CLOSED) setTimeout(follow, 2000);
  });
};

window.addEventListener('hashchange', () => show(false, true));
document.addEventListener('keydown', onKey);
document.querySelector('#help').addEventListener('click', showShortcuts);
document.querySelector('#filter').addEventListener('input', filterList);
const clearButton = document.querySelector('#clear');
clearButton.addEventListener('click', acting(clearButton, () => call('invocations', { method: 'DELETE' })));
follow();
