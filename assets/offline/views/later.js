// What nobody sees at first (a closed section, a sheet) is drawn right after the first paint of its screen, in pieces
// that give way to a finger: opening a screen costs what is seen of it.
import { useDeferredValue } from "react";

/** False while the screen around it is drawn for the first time, then true. */
export const useLater = () => useDeferredValue(true, false);
