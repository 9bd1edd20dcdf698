export { ConditionError } from "./cursor";
export { type Check, type Expression, type Field, fieldsIn, leaves, type Text } from "./expression";
export { parseCondition } from "./parser";
export { listOperators, modifiers, numberOperators, signOperators, transformers, wordOperators } from "./words";
