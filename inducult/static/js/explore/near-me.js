// "Near me": asks the browser where the visitor is, only when she says so. The position is rounded
// to about a hundred metres before it goes anywhere.

/**
 * @param {HTMLElement} explorer
 * @param {() => HTMLFormElement | null} form
 */
export function bindNearMe(explorer, form) {
  const trouble = explorer.querySelector("#near-trouble");
  const say = (/** @type {string} */ text) => {
    if (!(trouble instanceof HTMLElement)) return;
    trouble.textContent = text;
    trouble.hidden = !text;
  };
  explorer.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-near-me]") : null;
    if (!(button instanceof HTMLElement)) return;
    say("");
    const refused = () => say(button.dataset.trouble ?? "");
    if (!("geolocation" in navigator)) return refused();
    navigator.geolocation.getCurrentPosition(({ coords }) => search(form(), coords), refused, { timeout: 10_000, maximumAge: 60_000 });
  });
}

/**
 * @param {HTMLFormElement | null} form
 * @param {GeolocationCoordinates} coords
 */
function search(form, { longitude, latitude }) {
  const near = form?.elements.namedItem("near");
  const bbox = form?.elements.namedItem("bbox");
  if (!form || !(near instanceof HTMLInputElement) || !(bbox instanceof HTMLInputElement)) return;
  near.value = `${longitude.toFixed(3)},${latitude.toFixed(3)}`;
  bbox.value = "";
  htmx.trigger(form, "change", {});
}
