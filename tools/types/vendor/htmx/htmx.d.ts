// htmx is a classic script that stands in the page before our modules.
import type htmxApi from "htmx.org";

declare global {
  const htmx: typeof htmxApi;
}
