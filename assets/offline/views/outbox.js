// The outbox: what waits, what needs a fix, what has arrived.
import { syncNow } from "../sync.js";
import { getSnapshot } from "../snapshot.js";
import { errorText, t } from "../text.js";
import { outboxPage } from "./outbox_rows.js";
import { screen } from "./screen.js";
import { toast } from "./toasts.js";

export const useOutbox = screen(outboxPage);

/** **Send now** */
export async function sendNow() {
  await syncNow();
  const { sync } = getSnapshot();
  if (sync.last_error) toast(errorText(sync.last_error, sync.last_error_params));
  else if (sync.state === "all_sent") toast(t("All sent."));
}
