// Which interview a seat's kept changes belong to, so that signing out can name and send them. No name of a
// candidate is kept. One entry a seat, in the small storage; where that is forbidden nothing is known.

const PREFIX = "plumbline-place:";

export const rememberPlace = (user, seat, place) => {
  try {
    localStorage.setItem(`${PREFIX}${user}:${seat}`, JSON.stringify(place));
  } catch {
    // Signing out then says "an interview", and the sheet itself sends what it keeps.
  }
};

// {title, edits} of a seat; null when it is not known.
export const placeOf = (user, seat) => {
  try {
    return JSON.parse(localStorage.getItem(`${PREFIX}${user}:${seat}`));
  } catch {
    return null;
  }
};

export const forgetPlaces = (user) => {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(`${PREFIX}${user}:`)) localStorage.removeItem(name);
  } catch {
    // Nothing was kept either.
  }
};
