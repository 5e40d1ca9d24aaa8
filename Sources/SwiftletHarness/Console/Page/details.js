// The details of an invocation.
'use strict';

const isJSONType = (type) => /[/+]json\b/.test(type);

const bodyOf = ({ text, base64, type, bytes, isCut }) => {
  if (!bytes) return el('p', { class: 'notes' }, 'No body.');
  if (base64 !== undefined) {
    return [el('p', { class: 'notes' }, `${byteSize(bytes)} that are not text, as base64:`), code(base64, false)];
  }
  let shown = text;
  let isJSON = isJSONType(type);
  try {
    if (isJSON || /^\s*[[{]/.test(text)) {
      shown = indented(text);
      isJSON = true;
    }
  } catch { /* Malformed JSON is shown unchanged. */ }
  return [
    code(shown, isJSON),
    isCut && el('p', { class: 'notes' }, `The first 64 KB of ${byteSize(bytes)}. Show secrets to see all of it.`),
  ];
};

const headersOf = (headers) => el('dl', { class: 'headers' }, headers.map(([name, value]) => [
  el('dt', {}, name), el('dd', {}, value)]));

const messageSection = (title, head, message) => el('section', { class: 'card' },
  el('h3', {}, title), head,
  el('details', { open: message.headers.length < 9 }, el('summary', {}, plural(message.headers.length, 'header field')),
    headersOf(message.headers)),
  bodyOf(message.body));

const locationText = (location) => location.map(String).join(' → ');

// The validation errors of a response as a list.
const errorsSection = (errors) => el('section', { class: 'card errors' },
  el('h3', { class: 'bad' }, plural(errors.length, 'validation error')),
  el('ul', {}, errors.map(({ location, message, type, input }) => el('li', {},
    el('strong', {}, locationText(location)), ' ', message, ' ',
    el('span', { class: 'notes' }, type, input !== null && ` · input ${JSON.stringify(input)}`.slice(0, 200))))));

const logSection = ({ logs, droppedLogs, output, report }) => {
  if (output !== undefined) {
    return el('section', { class: 'card' }, el('h3', {}, 'Output of the function process'),
      report && el('dl', { class: 'headers' }, report.map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
      el('details', { open: true }, el('summary', {}, 'The last 4 KB'), code(output, false)));
  }
  return el('section', { class: 'card' }, el('h3', {}, 'Log'),
    logs.length === 0 && el('p', { class: 'notes' }, 'No log records.'),
    logs.length > 0 && el('ol', { class: 'log' }, logs.map(({ milliseconds: time, level, message, metadata }) => el('li', {},
      el('span', { class: 'notes' }, `${time.toFixed(1)} ms`), ' ',
      el('span', { class: `level ${level}` }, level), ' ', message, ' ',
      el('span', { class: 'notes' }, Object.entries(metadata).filter(([name]) => name !== 'request')
        .map(([name, value]) => `${name}=${value}`).join(' '))))),
    droppedLogs > 0 && el('p', { class: 'notes' }, `${plural(droppedLogs, 'further record')} not kept.`));
};

const shapeNames = {
  v1: 'REST API (v1)', v2: 'HTTP API (v2)', url: 'Function URL', alb: 'Load balancer',
  'alb-multi': 'Load balancer, multi-value', lattice: 'VPC Lattice V2', 'lattice-v1': 'VPC Lattice V1',
};

// The event, loaded when the section is opened; an HTTP event in every shape.
const eventSection = ({ id, shape, showsSecrets }) => {
  const content = el('div');
  const choice = shape && el('select', { 'aria-label': 'Event shape' }, served.shapes.map((name) => el('option', {
    value: name, selected: name === shape }, `${shapeNames[name] ?? name}${name === shape ? ', as received' : ''}`)));
  const load = async () => {
    const query = new URLSearchParams({ ...(choice && { shape: choice.value }), ...(showsSecrets && { secrets: 'shown' }) });
    try {
      const text = await textOf(`${invocationPath(id)}/event?${query}`);
      content.replaceChildren(code(indented(text), true));
    } catch (error) {
      content.replaceChildren(el('p', { class: 'bad' }, error.message));
    }
  };
  choice?.addEventListener('change', load);
  const details = el('details', { class: 'card', toggle: () => { if (details.open && !content.childElementCount) load(); } },
    el('summary', {}, el('h3', {}, shape ? 'Event, in every shape' : 'Event')),
    choice && el('p', {}, choice), content);
  return details;
};

// Asks for the folder and saves the invocation as an event file.
const saveFixture = async (id) => {
  const { folder } = await call(`${invocationPath(id)}/fixture`);
  const input = el('input', { value: folder, required: true, spellcheck: 'false', autocomplete: 'off', id: newID() });
  const result = el('div', { role: 'status' });
  const button = el('button', { class: 'primary' }, 'Save');
  const submit = async (event) => {
    event.preventDefault();
    try {
      const saved = await call(`${invocationPath(id)}/fixture`, { method: 'POST', json: { folder: input.value } });
      button.disabled = true;
      result.replaceChildren(
        el('p', { class: 'good' }, `Saved ${plural(saved.files.length, 'file')} in ${saved.folder}.`),
        el('ul', {}, saved.files.map((file) => el('li', {}, el('code', {}, file)))),
        saved.missingVariables.length > 0 && el('p', { class: 'bad' },
          `A replay needs the environment variable ${saved.missingVariables.join(', ')}.`),
        el('pre', { tabindex: 0 }, `${served.name} replay ${saved.folder}`));
    } catch (error) {
      result.replaceChildren(el('p', { class: 'bad' }, error.message));
    }
  };
  openDialog('Save as an event file',
    el('p', { class: 'notes' }, 'The event and the expected response, masked like a recording, with the earlier invocations '
      + 'whose values it uses. A replay runs them on a fresh database.'),
    el('form', { submit }, el('label', { class: 'field', for: input.id }, el('span', {}, 'Folder'), input),
      el('div', { class: 'buttons' }, button), result));
  input.focus();
};

const actionsOf = (entry, reload) => {
  const { id, method, showsSecrets } = entry;
  const again = async () => {
    const sent = await call(`${invocationPath(id)}/again`, { method: 'POST', json: {} });
    location.hash = `#/invocations/${encodeURIComponent(sent.id)}`;
  };
  return el('div', { class: 'buttons', role: 'group', 'aria-label': 'Actions' },
    actionButton('Send again', again, { key: 'r', class: 'primary' }),
    actionButton('Edit and send', () => { location.hash = `#/edit/${encodeURIComponent(id)}`; }, { key: 'e' }),
    actionButton('Save as event file', () => saveFixture(id), { key: 's' }),
    method && actionButton('Copy as curl', () => copyCurl(id), { key: 'c' }),
    actionButton('Copy as aws lambda invoke', () => copyAWSInvocation(entry), { key: 'a' }),
    actionButton(showsSecrets ? 'Hide secrets' : 'Show secrets', () => reload(!showsSecrets),
      { key: 'v', 'aria-pressed': String(showsSecrets) }));
};

// The parts of an invocation.
const detailsView = (entry, reload) => {
  const { request, response, result, error, errors, failure, status, milliseconds: duration } = entry;
  const facts = [timeOfDay(entry.time), duration === undefined ? 'running' : milliseconds(duration),
    shapeNames[entry.shape], entry.operation ?? (request ? undefined : entry.handler ?? 'app'),
    request?.client && `from ${request.client}`].filter(Boolean).join(' · ');
  return [
    el('a', { class: 'back', href: '#/' }, '← All invocations'),
    el('div', { class: 'title' }, statusBadge(entry), el('h2', {}, nameOf(entry))),
    el('p', { class: 'notes' }, facts),
    actionsOf(entry, reload),
    failure && el('section', { class: 'card errors' }, el('h3', { class: 'bad' }, failure), el('p', {}, error ?? '')),
    errors && errorsSection(errors),
    el('div', { class: 'columns' },
      request && messageSection('Request', el('p', {}, el('code', { class: 'wrap' }, `${request.method} ${request.target}`)),
        request),
      response && messageSection('Response', el('p', {}, el('strong', { class: status < 400 ? 'good' : 'bad' },
        `${response.status} ${response.reason}`), el('span', { class: 'notes' }, ` ${byteSize(response.body.bytes)}`)),
      response),
      result && el('section', { class: 'card' }, el('h3', {}, 'Result'), bodyOf(result))),
    entry.isIncomplete && el('p', { class: 'bad' }, 'The streamed response was aborted, or is too large to be kept.'),
    el('section', { class: 'card' }, el('h3', {}, 'Timeline'), timelineView(entry)),
    logSection(entry),
    eventSection(entry),
  ];
};
