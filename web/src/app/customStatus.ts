// What somebody says of themselves: a word, an emoji, until when.
import type { UserView } from "@parley/client";

export type CustomStatus = NonNullable<UserView["status"]>;

/** Nothing, where it has ended: nobody tells us when it does. */
export function currentStatus(user: Partial<UserView> | undefined): CustomStatus | null {
  const status = user?.status;
  return status && (!status.until || Date.parse(status.until) > Date.now()) ? status : null;
}
