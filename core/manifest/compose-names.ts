/** Names of the compose of a component folder, the preferred one first. */
export const COMPOSE_NAMES = ['compose.yaml', 'compose.yml', 'compose.json'] as const
