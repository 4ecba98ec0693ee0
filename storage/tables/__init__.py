"""All tables, declared once: the migrations, the pages and the turn's own statements use these.

Columns are neutral to the driver (see `storage.codec`): an enumeration is text with a CHECK, a time
whole microseconds, a structure JSON text. A table has the columns of the value that it keeps, and
beside them only what is searched for.
"""

from storage.tables.accounts import AccessTokenRow as AccessTokenRow
from storage.tables.accounts import OutageRow as OutageRow
from storage.tables.chats import CardCodeRow as CardCodeRow
from storage.tables.chats import CardPostRow as CardPostRow
from storage.tables.chats import ChatRow as ChatRow
from storage.tables.chats import FocusRow as FocusRow
from storage.tables.chats import InboxRow as InboxRow
from storage.tables.chats import OutboxRow as OutboxRow
from storage.tables.chats import OutletRow as OutletRow
from storage.tables.chats import ProgressRow as ProgressRow
from storage.tables.chats import RateClockRow as RateClockRow
from storage.tables.chats import RoomCodeRow as RoomCodeRow
from storage.tables.chats import SeenRow as SeenRow
from storage.tables.chats import TopicRow as TopicRow
from storage.tables.erasures import ErasureRow as ErasureRow
from storage.tables.judgements import BadRatingCaseRow as BadRatingCaseRow
from storage.tables.judgements import FeedbackRow as FeedbackRow
from storage.tables.judgements import RatingEventRow as RatingEventRow
from storage.tables.judgements import RatingRow as RatingRow
from storage.tables.later import DueRow as DueRow
from storage.tables.lessons import LessonRow as LessonRow
from storage.tables.lexicon import LexiconChangeRow as LexiconChangeRow
from storage.tables.links import ChatLinkRow as ChatLinkRow
from storage.tables.links import LinkCodeRow as LinkCodeRow
from storage.tables.links import LinkTriesRow as LinkTriesRow
from storage.tables.reaching import ConsentRow as ConsentRow
from storage.tables.reaching import ContactWindowRow as ContactWindowRow
from storage.tables.requests import ContactRow as ContactRow
from storage.tables.requests import PictureRow as PictureRow
from storage.tables.requests import RequestEventRow as RequestEventRow
from storage.tables.requests import RequestRow as RequestRow
from storage.tables.requests import WordsRow as WordsRow
from storage.tables.stations import AccessRow as AccessRow
from storage.tables.stations import CounterRow as CounterRow
from storage.tables.stations import IdentityRow as IdentityRow
from storage.tables.stations import PersonRow as PersonRow
from storage.tables.stations import SessionRow as SessionRow
from storage.tables.stations import SettingChangeRow as SettingChangeRow
from storage.tables.stations import SignInRow as SignInRow
from storage.tables.stations import StationRow as StationRow
