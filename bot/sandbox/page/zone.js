// Times as the bot tells them: in its own time zone, wherever the browser is.

import { get } from "./server.js";

const { zone } = await get("/page/stage");

export function time(moment) {
  return shown(moment, { hour: "2-digit", minute: "2-digit" });
}

export function shown(moment, fields) {
  return new Intl.DateTimeFormat("en-GB", { ...fields, timeZone: zone }).format(moment);
}
