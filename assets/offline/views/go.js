// Where the person is and how actions move them: React Router's hooks, reachable from plain functions.
import { useEffect } from "react";
import { useLocation, useNavigate, useParams } from "react-router";

let navigate = (path) => globalThis.location?.assign(path);
let moves = 0;

/** { params, search, key } of the screen shown now. A screen whose actions move on calls this in its hook. */
export function useRoute() {
  const move = useNavigate();
  const { pathname, search, key } = useLocation();
  const params = useParams();
  useEffect(() => {
    navigate = move;
  }, [move]);
  return { params, pathname, search: new URLSearchParams(search), key };
}

/** A soft move to another phone screen. */
export function go(path, { replace = false } = {}) {
  moves += 1;
  navigate(path, { replace });
}

/** Back to where the person came from, or to `otherwise` when the app was opened right here. */
export function goBack(otherwise) {
  const came = (globalThis.history?.state?.idx ?? 0) > 0 || moves > 0;
  if (came) navigate(-1);
  else navigate(otherwise, { replace: true });
}
