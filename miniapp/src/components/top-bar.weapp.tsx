export const TopBar = (): null => null;
