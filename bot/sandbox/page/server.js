// Talks to the sandbox: requests out, server-sent events in.

export async function post(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

export async function get(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

// `handlers` has a function for each kind of event, and `connection(alive)`.
export function follow(handlers) {
  const events = new EventSource("/page/events");
  for (const name of ["chat", "answer", "action"]) {
    events.addEventListener(name, (event) => handlers[name](JSON.parse(event.data)));
  }
  events.onopen = () => handlers.connection(true);
  events.onerror = () => handlers.connection(false);
}
