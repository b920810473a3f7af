-- Vectors of the guides' pieces, by which they are found where no word is the same. Like the pieces they can be made again
-- at any time; they outlast a new import, because making them takes a server.

CREATE TABLE chunk_vectors (
    guide     TEXT NOT NULL,
    number    INTEGER NOT NULL,                  -- of the piece, as in chunks
    model     TEXT NOT NULL,                     -- and the server's host
    dimension INTEGER NOT NULL,                  -- how many numbers
    hash      TEXT NOT NULL,                     -- of the text that the vector was made of
    vector    BLOB NOT NULL,                     -- 32-bit floating point, little-endian
    PRIMARY KEY (guide, number),
    CHECK (dimension > 0 AND length(vector) = 4 * dimension)
) STRICT, WITHOUT ROWID;
