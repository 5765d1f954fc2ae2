"""The nouns of the question bank and their constraints; the verbs are in actions/."""

from questionbank.models.finding import BankWord, DuplicatePair, EnemyPair, SavedSearch
from questionbank.models.health import (
    AnswerView,
    BankPolicy,
    LeakReport,
    QuestionFlag,
    QuestionMeasure,
    QuestionUse,
)
from questionbank.models.imports import ImportBatch, ImportItem, ImportMatch
from questionbank.models.questions import Question, QuestionRevision, RevisionReview
from questionbank.models.reviewing import AnchorComment, ProposalApproval, ProposedAnchor, RubricProposal
from questionbank.models.rubrics import HIGHEST, LOWEST, Anchor, Rubric, RubricCriterion
from questionbank.models.search import NEVER, SearchCount, SearchRow
from questionbank.models.words import Criterion, Level, Topic

__all__ = [
    "HIGHEST",
    "LOWEST",
    "NEVER",
    "Anchor",
    "AnchorComment",
    "AnswerView",
    "BankPolicy",
    "BankWord",
    "Criterion",
    "DuplicatePair",
    "EnemyPair",
    "ImportBatch",
    "ImportItem",
    "ImportMatch",
    "LeakReport",
    "Level",
    "ProposalApproval",
    "ProposedAnchor",
    "Question",
    "QuestionFlag",
    "QuestionMeasure",
    "QuestionRevision",
    "QuestionUse",
    "RevisionReview",
    "Rubric",
    "RubricCriterion",
    "RubricProposal",
    "SavedSearch",
    "SearchCount",
    "SearchRow",
    "Topic",
]
