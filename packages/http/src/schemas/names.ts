// Port's own patterns; each kind of thing allows a slightly different set of characters.
export const ENTITY_IDENTIFIER = '^(?!\\.{1,2}$)[\\p{L}0-9@_.+:\\\\/=-]+$';
export const BLUEPRINT_IDENTIFIER = '^(?!\\.{1,2}$)[\\p{L}0-9@_.+:\\\\/-]+$';
export const ACTION_IDENTIFIER = '^(?!\\.{1,2}$)[\\p{L}0-9@_.+:=-]+$';

/** Names of properties, relations and inputs. */
export const PROPERTY_NAME = '^[A-Za-z0-9@_=\\\\-]+$';
