// Talks to the sandbox: requests out, server-sent events in.

let stream = null;

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

// What one person sees, in place of what was followed before. `handlers` has a function for each
// kind of event, and `connection(alive)`.
export function follow(person, handlers) {
  stream?.close();
  const events = new EventSource(`/page/events?person=${person}`);
  stream = events;
  for (const name of ["chat", "answer", "action"]) {
    events.addEventListener(name, (event) => {
      if (stream === events) handlers[name](JSON.parse(event.data));
    });
  }
  events.onopen = () => handlers.connection(true);
  events.onerror = () => handlers.connection(false);
}
