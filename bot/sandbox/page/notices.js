// What shows up for a moment: toasts, alerts, "typing …", a lost connection.

const toast = document.getElementById("toast");
const alertBox = document.getElementById("alert");
const status = document.getElementById("bot-status");
const ACTIONS = { typing: "typing …", upload_photo: "sending a picture …", upload_document: "sending a file …" };
let hideToast;
let hideAction;

export function showToast(text) {
  toast.textContent = text;
  toast.classList.add("shown");
  clearTimeout(hideToast);
  hideToast = setTimeout(() => toast.classList.remove("shown"), 3500);
}

export function showAnswer({ text, alert }) {
  if (!text) return;
  if (!alert) {
    showToast(text);
    return;
  }
  document.getElementById("alert-text").textContent = text;
  if (!alertBox.open) alertBox.showModal();
}

export function showAction({ action }) {
  status.textContent = ACTIONS[action] ?? "busy …";
  clearTimeout(hideAction);
  hideAction = setTimeout(() => { status.textContent = "bot"; }, 5000);
}

export function showOffline(alive) {
  document.getElementById("offline").hidden = alive;
}
