// @parley/react: hooks over @parley/client. Each re-renders its component only when what it answers has changed.
export { ParleyProvider, useParley } from "./provider.tsx";
export {
  useCell, useConversation, useConversations, useLineState, useMe, usePerson, usePresence, useTimeline, useTyping, useUnread, type ShownTimeline,
} from "./hooks.ts";
