import type { MessageView } from "@parley/client";

export interface AboutMessage { message: MessageView; onClose(): void }
