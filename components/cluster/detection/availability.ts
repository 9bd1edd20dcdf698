export { DetectionFeature as Feature, detectionGap as gapOf, detectionGaps as gaps } from "../../../catalogue";
