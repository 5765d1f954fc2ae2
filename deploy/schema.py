"""Names of lists of choices in the API's schema, where a field's own name would say too little."""

ENUM_NAMES = {
    "QuestionKind": "questionbank.enums.Kind",
    "QuestionState": "questionbank.enums.State",
    "ImportBatchState": "questionbank.enums.BatchState",
    "ImportItemState": "questionbank.enums.ItemState",
    "OpeningState": "interviews.enums.OpeningState",
    "LoopState": "interviews.enums.LoopState",
    "SessionState": "interviews.enums.SessionState",
    "PlannedQuestionState": "interviews.enums.PlannedState",
    "SeatKind": "interviews.enums.SeatKind",
    "RuleKind": "interviews.queries.relaxations.KINDS",
    "SeatState": "interviews.enums.SeatState",
    "NoticeKind": "interviews.enums.NoticeKind",
    "ScorecardState": "scoring.enums.CardState",
    "RatingState": "scoring.enums.RatingState",
    "RunState": "scoring.enums.RunState",
    "ReviewVerdict": "questionbank.enums.ReviewVerdict",
    "Likeness": "questionbank.enums.Likeness",
}
