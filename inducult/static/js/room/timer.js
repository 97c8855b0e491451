// <indu-timer data-left="SECONDS" data-over="WORDS">: the time that is left, running down. Read out
// by nobody: a clock that speaks each second is no help.

class Timer extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "timer");
    this.setAttribute("aria-live", "off");
    this.endsAt = Date.now() + Number(this.dataset.left) * 1000;
    this.show();
    this.clock = setInterval(() => this.show(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.clock);
  }

  show() {
    const left = Math.round(((this.endsAt ?? 0) - Date.now()) / 1000);
    const [minutes, seconds] = [Math.floor(Math.abs(left) / 60), Math.abs(left) % 60];
    const clock = `${minutes}:${String(seconds).padStart(2, "0")}`;
    this.classList.toggle("is-over", left < 0);
    this.textContent = left < 0 ? `${this.dataset.over} (+${clock})` : clock;
  }
}

customElements.define("indu-timer", Timer);
