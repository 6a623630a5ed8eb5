// What a page does better with a script; it works without.
"use strict";

// A form is sent once: the second click of a double click does nothing. (The server sees to it as well.)
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
  });
}
// Whoever comes back with the browser's button may send it again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
  }
});
// The entry of the menu where we are is in sight on a narrow screen.
const here = document.querySelector('nav a[aria-current="page"]');
if (here) here.scrollIntoView({ block: "nearest", inline: "center" });
