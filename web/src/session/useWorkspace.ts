/** The workspace that the address names (`?workspace=acme`); the server's own default otherwise. */
export const useWorkspace = (): string | undefined => new URLSearchParams(location.search).get("workspace") ?? undefined;
