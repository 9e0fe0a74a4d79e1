// @parley/client: everything that a program needs.
export type { Cell } from "./cell.ts";
export { Conversation } from "./conversation.ts";
export { cookie, hostToken, logIn, type Credentials, type TokenStore } from "./credentials.ts";
export { ParleyError, type LineErrorCode } from "./errors.ts";
export { newId } from "./ids.ts";
export type { SocketFactory } from "./line.ts";
export type { Draft, OutboxEntry, WaitingFile } from "./outbox.ts";
export { Parley, type Arrival, type LineState, type ParleyOptions, type Unread } from "./parley.ts";
export type { Person } from "./people.ts";
export type { Reached, Standing } from "./positions.ts";
export type * from "./protocol.ts";
export { closeCodes, limits } from "./protocol.ts";
export type { Query, Rest } from "./rest.ts";
export { browserStorage, memoryStorage, type Storage } from "./storage.ts";
export type { Timeline, TimelineItem, TimelineView } from "./timeline.ts";
export { goesOn, type UploadOptions } from "./uploads.ts";
