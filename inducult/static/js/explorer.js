// The map and list pages: their elements, each with one behaviour.

import "./map/element.js";
import "./explore/element.js";
