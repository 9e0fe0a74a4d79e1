import type { Conversation, TimelineView } from "@parley/client";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { errorText } from "../i18n/format.ts";
import { toast } from "../ui/toasts.ts";
import { covers, type Place } from "./places.ts";

/** A place that is loaded; another key: the list begins afresh there. */
export interface Opened { readonly key: number; readonly place: Place }

export interface Places {
  /** Undefined until the first place is loaded. */
  readonly now: Opened | undefined;
  goTo(place: Place): void;
  retry(): void;
}

const ATTEMPTS = 3; // a load that is under way lets another one fall

/** Leads to a place in the conversation, and loads what stands there first where it is not known. */
export function usePlace(conversation: Conversation, view: TimelineView, first: Place): Places {
  const [now, setNow] = useState<Opened>();
  const [wanted, setWanted] = useState<Place | undefined>(first);
  const asked = useRef<{ place: Place; times: number }>(undefined);

  if (wanted && covers(view, wanted)) {
    setNow({ key: (now?.key ?? 0) + 1, place: wanted });
    setWanted(undefined);
  }

  useEffect(() => {
    if (!wanted || view.loading) return;
    const times = asked.current?.place === wanted ? asked.current.times : 0;
    if (times > 0 && view.error) {
      if (now) {
        toast(errorText(view.error.code), { kind: "problem" });
        setWanted(undefined);
      }
      return;
    }
    if (times >= ATTEMPTS) return;
    asked.current = { place: wanted, times: times + 1 };
    void (wanted.kind === "end" ? conversation.showLatest() : conversation.showAround(wanted.ordinal));
  }, [conversation, wanted, view, now]);

  const goTo = useCallback((place: Place) => { asked.current = undefined; setWanted({ ...place }); }, []);
  const retry = useCallback(() => { asked.current = undefined; setWanted((one) => ({ ...(one ?? first) })); }, [first]);
  return useMemo(() => ({ now, goTo, retry }), [now, goTo, retry]);
}
