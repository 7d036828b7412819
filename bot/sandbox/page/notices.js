// What shows up for a moment: toasts, alerts, "typing …", a lost connection.

const toast = document.getElementById("toast");
const alertBox = document.getElementById("alert");
const ACTIONS = { typing: "typing …", upload_photo: "sending a picture …", upload_document: "sending a file …" };
let hideToast;
const shownIn = {}; // where → what hides it again, and what stood there before

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

export function showAction({ where, action }) {
  const status = document.querySelector(`#${where} .status`);
  const before = shownIn[where]?.before ?? status.textContent;
  clearTimeout(shownIn[where]?.timer);
  status.textContent = ACTIONS[action] ?? "busy …";
  const timer = setTimeout(() => {
    status.textContent = before;
    delete shownIn[where];
  }, 5000);
  shownIn[where] = { before, timer };
}

export function showOffline(alive) {
  document.getElementById("offline").hidden = alive;
}
