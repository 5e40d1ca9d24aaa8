// The commands that send an invocation again.
'use strict';

// Header fields that curl sets itself, or that the gateway adds.
const hopFields = ['host', 'content-length', 'connection', 'x-forwarded-for', 'x-forwarded-port', 'x-forwarded-proto',
  'x-amzn-trace-id'];

// The curl command of a request with its secrets.
const curlOf = ({ method, target, headers, body }) => {
  const parts = [`curl -i${method === 'HEAD' ? ' -I' : ` -X ${method}`} ${quoted(location.origin + target)}`];
  for (const [name, value] of headers) {
    if (!hopFields.includes(name.toLowerCase())) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (body.base64) {
    parts.push('--data-binary @-');
    return `printf %s ${quoted(body.base64)} | base64 -d | ${parts.join(' \\\n  ')}`;
  }
  if (body.text) parts.push(`--data-raw ${quoted(body.text)}`);
  return parts.join(' \\\n  ');
};

// The command of the AWS CLI that invokes a function with an event.
const awsInvocationOf = (event, handler) => [
  `aws lambda invoke --function-name ${quoted(handler ?? 'app')}`,
  ...(served.invokeURL ? [`--endpoint-url ${quoted(served.invokeURL)}`] : []),
  '--cli-binary-format raw-in-base64-out',
  `--payload ${quoted(event)} /dev/stdout`,
].join(' \\\n  ');

const copyCurl = async (id) => {
  const { request } = await call(`${invocationPath(id)}?secrets=shown`);
  await copy(curlOf(request), 'the curl command');
};

const copyAWSInvocation = async ({ id, handler }) => {
  const event = await textOf(`${invocationPath(id)}/event?secrets=shown`);
  await copy(awsInvocationOf(event, handler), 'the aws command');
};
