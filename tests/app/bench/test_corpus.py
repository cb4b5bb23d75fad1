"""The made-up directory is the same for everybody, and looks like a directory."""

from app.bench.corpus import corpus, towns


def test_the_same_seed_gives_the_same_listings() -> None:
    assert list(corpus(50)) == list(corpus(50))
    assert list(corpus(50)) != list(corpus(50, seed=1))


def test_no_two_listings_have_one_id_and_towns_grow_with_the_size() -> None:
    listings = list(corpus(1000))
    assert len({one.document.id for one in listings}) == len(listings) == 1000
    assert (len(towns(100)), len(towns(1000)), len(towns(10**6))) == (1, 4, 598)


def test_a_listing_has_about_as_many_letters_as_a_real_one() -> None:
    lengths = [len(one.document.name + one.document.text) for one in corpus(500)]
    assert 80 < sum(lengths) / len(lengths) < 200
